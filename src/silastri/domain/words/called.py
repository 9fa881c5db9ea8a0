"""What people call a service, and what it is called where others may read along."""

from silastri.domain.definition.standard import Standard


def called(standard: Standard) -> str:
    """As citizens call it, where the office says so; else its legal name."""
    return standard.plain_name or standard.name


def in_messages(standard: Standard, letter: str = "") -> str:
    """What a message calls the service, or a letter of it. A message leaves the country and lies open on telephones: no
    name in it tells that somebody is poor, old or ill."""
    return standard.message_name or letter or standard.name
