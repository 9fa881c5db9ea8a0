"""Records what is done about a complaint. Each function needs the transaction of the act that calls it."""

from datetime import datetime

from silastri.domain.act import Act

from .models import Complaint, Handling


def add(
    act: Act,
    found: Complaint,
    what: Handling.What,
    *,
    post: str = "",
    text: str = "",
    inside: bool = False,
    via: str = "",
    file: int | None = None,
    at: datetime | None = None,
) -> Handling:
    """A row of what was done, by whoever acts. ``at`` is for what happened before it was written down."""
    return Handling.objects.create(
        complaint=found,
        what=what,
        at=at or act.at,
        office_id=act.by.office,
        post=post,
        by_id=act.by.person,
        inside=inside,
        text=text or None,
        via=via,
        file_id=file,
    )


def change(found: Complaint, *names: str) -> None:
    """Saves those fields of the complaint."""
    found.save(update_fields=sorted(set(names)))
