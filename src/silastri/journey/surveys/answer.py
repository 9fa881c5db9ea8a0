"""Somebody who was served answers the survey. Who it was, in which case and when is kept nowhere."""

from typing import Any

from django.db import transaction

from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.surveys import operations as surveys
from silastri.apps.surveys import queries
from silastri.apps.surveys.models import Invitation, Response
from silastri.domain import reference
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotThere, NotYours
from silastri.journey.case import invite


class NoInvitation(NotThere):
    """There is no invitation of that code or registration number."""


class NotNow(MovedOn):
    """The survey can be answered only once, and only when the letter is ready."""


class NotByOfficer(NotYours):
    """Whoever works at the office that served does not answer for whom it served."""


DECLINED = "Survei ini sudah ditutup: di loket tercatat pemohon tidak bersedia mengisi."
THANKED = "Survei ini sudah diisi. Terima kasih, satu kali sudah cukup."


def invited(act: Act, typed: str) -> Invitation:
    """The invitation of a code, or of the registration number. Raises NoInvitation, NotNow, NotByOfficer."""
    found = _found(typed)
    case = found.case
    if act.by.person and offices.works_at(case.office, act.by.person, act.at):
        raise NotByOfficer("Survei diisi sendiri oleh orang yang dilayani. Petugas kantor ini tidak mengisinya.")
    if found.state == Invitation.State.DECLINED:
        raise NotNow(DECLINED)
    if found.state != Invitation.State.OPEN:
        raise NotNow(THANKED)
    if not invite.is_open(case):
        raise NotNow("Survei dibuka setelah layanan Anda selesai atau surat siap diambil.")
    return found


def invited_here(act: Act, office: Office, typed: str) -> Invitation:
    """The invitation of somebody whom that office served: its tablet asks. Raises what ``invited`` raises."""
    found = invited(act, typed)
    if found.case.office_id != office.pk:
        raise NoInvitation("Kode ini dari kantor lain. Isi lewat HP, di alamat yang tertulis di slip Anda.")
    return found


def _found(typed: str) -> Invitation:
    code, ref = reference.tidy_survey_code(typed), reference.tidy(typed)
    found = (code and queries.invited(code)) or (ref and queries.invited_by_ref(ref)) or None
    if found is None:
        raise NoInvitation("Kode ini tidak ditemukan. Periksa lagi huruf dan angkanya di slip atau pesan kami.")
    return found


@transaction.atomic
def answer(act: Act, *, code: str, answers: dict[str, Any], via: Response.Via) -> None:
    """Of the same invitation one answer counts. Raises what ``invited`` raises."""
    found = invited(act, code)
    if not surveys.use(found, Invitation.State.ANSWERED):
        raise NotNow(THANKED)
    case = found.case
    on = offices.today(case.office, act.at)
    surveys.take_in(office_id=case.office_id, service_id=case.service_id, on=on, via=via, answers=answers)
