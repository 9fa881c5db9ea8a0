"""Tells somebody that his request about personal data was answered."""

from silastri.apps.messages import operations as messages
from silastri.apps.offices import queries as offices
from silastri.apps.personal_data.models import DataRequest
from silastri.domain.act import Act
from silastri.domain.words.messages.personal_data import DataRequestAnswered
from silastri.journey.case import reach, tell
from silastri.journey.case.links import absolute


def tell_answered(act: Act, found: DataRequest) -> None:
    words = DataRequestAnswered(
        office=offices.definition(found.office).short,
        what=found.get_kind_display().lower(),
        link=absolute("my_data_request", str(found.pk)),
    )
    if reach.is_told(found.person, words):
        about = f"data/{found.pk}/jawab"
        messages.queue([tell.made(act, words, about=about, person=found.person, office=found.office_id)])
