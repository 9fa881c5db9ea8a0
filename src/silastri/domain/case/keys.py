"""The keys under which a case keeps documents that officers attach, and letters that its steps and later acts make."""

REFUSAL = "penolakan"  # the letter that tells why
BILL = "skrd"
REVOCATION = "pencabutan:"  # and which revocation
COPY = "salinan:"  # and of which letter, the how manieth
PREFIX = "langkah:"  # no key of a definition holds a colon


def of_step(step: str, number: int | None = None) -> str:
    """``number`` tells apart several of one step."""
    return f"{PREFIX}{step}" if number is None else f"{PREFIX}{step}:{number}"


def is_of_step(key: str) -> bool:
    return key.startswith(PREFIX)
