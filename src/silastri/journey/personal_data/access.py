"""Who answers for personal data at an office: the post that kantor.yaml names (PPDP), else the managers."""

from datetime import datetime

from silastri.apps.accounts.models import Person
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.offices.queries import Desk
from silastri.domain.refusal import NotYours


class NotOfficer(NotYours):
    """Somebody else of the office answers for personal data."""


def answers(desk: Desk) -> bool:
    """Whether this desk answers what people ask about their data."""
    post = offices.definition(desk.office).personal_data.officer
    return not desk.watches and (post in desk.posts if post else desk.manages)


def reads(desk: Desk) -> bool:
    return desk.watches or answers(desk)


def must_answer(desk: Desk) -> None:
    """Raises NotOfficer."""
    if not answers(desk):
        raise NotOfficer("Urusan data pribadi dijawab petugas yang ditunjuk kantor.")


def must_read(desk: Desk) -> None:
    """Raises NotOfficer."""
    if not reads(desk):
        raise NotOfficer("Halaman ini untuk petugas yang ditunjuk kantor untuk urusan data pribadi.")


def officers(office: Office, at: datetime) -> list[Person]:
    today, post = offices.today(office, at), offices.definition(office).personal_data.officer
    return list(offices.holders(office, post, today)) if post else offices.managers(office, today)
