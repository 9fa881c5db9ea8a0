"""What people call a service."""

from silastri.domain.definition.standard import Standard


def called(standard: Standard) -> str:
    """As citizens call it, where the office says so; else its legal name."""
    return standard.plain_name or standard.name
