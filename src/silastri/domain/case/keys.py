"""The keys under which a case keeps what its steps add: documents that officers attach, letters that steps make."""

PREFIX = "langkah:"  # no key of a definition holds a colon


def of_step(step: str, number: int | None = None) -> str:
    """The key for a step; ``number`` tells apart several of one step."""
    return f"{PREFIX}{step}" if number is None else f"{PREFIX}{step}:{number}"


def is_of_step(key: str) -> bool:
    return key.startswith(PREFIX)
