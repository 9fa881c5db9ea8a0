"""Which papers show who somebody is: they are shown with a mark over them, so that a copy is of no use elsewhere."""

import re

_WORDS = frozenset({"ktp", "kk", "kia", "paspor", "sim"})
_NAMES = ("kartu keluarga", "kartu tanda penduduk", "identitas")


def is_identity(label: str) -> bool:
    """By what the paper is called, since a definition does not say its kind."""
    lower = label.lower()
    return bool(_WORDS & set(re.findall(r"[a-z]+", lower))) or any(name in lower for name in _NAMES)


def mark(*, service: str, office: str, on: str, opened_by: str) -> str:
    """In short lines, so that all are seen on one page."""
    return f"Hanya untuk {service},\n{office}, {on},\ndibuka oleh {opened_by}"
