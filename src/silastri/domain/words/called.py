"""What people call a service."""

from silastri.domain.definition.standard import Standard


def called(standard: Standard) -> str:
    """The service's name as citizens read it."""
    return standard.name
