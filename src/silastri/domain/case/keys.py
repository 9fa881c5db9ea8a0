"""The keys under which a case keeps what is its own: documents that officers attach, letters that nobody ordered.

No key of a definition holds a colon. What stands before it here may be the key of no product: ``product:2`` is the
letter of its second item.
"""

PREFIX = "langkah:"
FORM = "formulir"  # the answers of the form are checked as one paper among the others
REFUSAL = "penolakan"  # the letter that tells why an application was refused
BILL = "skrd"
COPY, REVOCATION = "salinan", "pencabutan"  # of letters that were issued, followed by a colon
OF_SYSTEM = frozenset({PREFIX.removesuffix(":"), REFUSAL, BILL, COPY, REVOCATION})  # no product may be called so


def of_step(step: str, number: int | None = None) -> str:
    """The key for a step; ``number`` tells apart several of one step."""
    return f"{PREFIX}{step}" if number is None else f"{PREFIX}{step}:{number}"


def is_of_step(key: str) -> bool:
    return key.startswith(PREFIX)
