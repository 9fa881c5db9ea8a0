"""The counter records that somebody answered the survey on a sheet of paper and put it into the box."""

from django.db import transaction

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.surveys import operations as surveys
from silastri.apps.surveys import queries
from silastri.apps.surveys.models import Invitation
from silastri.domain.act import Act
from silastri.journey.case import invite

from .answer import THANKED, NotNow


@transaction.atomic
def on_paper(act: Act, *, ref: str) -> Case:
    """The sheet carries no number of the case: nobody can tell later which it was. Raises CaseNotFound, NotNow."""
    case = cases.lock(ref, office=act.by.office)
    if invite.is_settled(case):
        raise NotNow(THANKED)
    if not invite.is_open(case):
        raise NotNow("Survei dibuka setelah layanan selesai atau surat siap diambil.")
    if not surveys.use(queries.invitation(case) or surveys.invite(case), Invitation.State.ON_PAPER):
        raise NotNow(THANKED)
    return case
