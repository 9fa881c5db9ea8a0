"""The label of a question inside a sentence."""


def lowered(label: str) -> str:
    """With a small first letter; "KK lama" keeps its capitals."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def wanted(label: str) -> str:
    """What to do about a question that must be answered: Isi nama. Where the label asks itself: Jawab: Apa yang
    terjadi?"""
    return f"Jawab: {label}" if label.endswith("?") else f"Isi {lowered(label)}."
