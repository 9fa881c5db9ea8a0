"""The counter records that somebody would rather not answer the survey: the letter is his all the same.

A standard may ask everybody who fetches a letter (requirement B9). It cannot make anybody answer, and a letter that was
granted is not kept back for it. Who declined is counted in the report of the survey; nothing else follows from it.
"""

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.surveys import operations as surveys
from silastri.apps.surveys import queries
from silastri.apps.surveys.models import Invitation
from silastri.domain.act import Act
from silastri.journey.case import invite

from .answer import THANKED, NotNow


@transaction.atomic
def decline(act: Act, *, ref: str) -> Case:
    """Nobody is asked any more in this case. Raises CaseNotFound, NotNow."""
    case = cases.lock(ref, office=act.by.office)
    if invite.is_settled(case):
        raise NotNow(THANKED)
    if not invite.is_open(case):
        raise NotNow("Survei dibuka setelah layanan selesai atau surat siap diambil.")
    if not surveys.use(queries.invitation(case) or surveys.invite(case), Invitation.State.DECLINED):
        raise NotNow(THANKED)
    log(act, "decline_survey", case.ref, whose=case.applicant_id)
    return case
