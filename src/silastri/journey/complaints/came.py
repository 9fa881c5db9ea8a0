"""A complaint before it is entered in the book."""

from dataclasses import dataclass
from datetime import date, datetime

from silastri.apps.cases.models import Case
from silastri.apps.catalog.models import Service
from silastri.apps.complaints.models import Complaint
from silastri.apps.conversations.models import Conversation
from silastri.apps.offices.models import Office


@dataclass(frozen=True)
class Came:
    """A complaint as it came. ``files`` are bytes with the names that their sender gave them; ``received_at`` is when
    it came where that was not now; ``person`` is who is signed in; ``browser`` is a secret of the browser in which it
    was written, by which a form sent twice is known."""

    office: Office
    text: str
    channel: str = Complaint.Channel.WEB
    kind: str = Complaint.Kind.COMPLAINT
    identity: str = Complaint.Identity.NAMED
    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    wish: str = ""
    happened_on: date | None = None
    case: Case | None = None
    service: Service | None = None
    component: str = ""
    step: str = ""
    files: tuple[tuple[bytes, str], ...] = ()
    external_number: str = ""
    conversation: Conversation | None = None
    person: int | None = None
    received_at: datetime | None = None
    browser: str = ""

    @property
    def is_anonymous(self) -> bool:
        return self.identity == Complaint.Identity.ANONYMOUS
