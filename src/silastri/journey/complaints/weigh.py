"""Says how much a complaint weighs, and so who must have a say before it is answered, and within which limit."""

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.complaints import handling
from silastri.apps.complaints.models import Complaint, Handling
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.complaints import ways
from silastri.domain.complaints.ways import What
from silastri.domain.refusal import NotFit

from . import access, clock, tell

LONGEST = 2000  # letters of what an officer writes


def written(text: str, field: str, sentence: str) -> str:
    """The text without blanks around it. Raises NotFit."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        wrong = sentence if not text else f"Paling banyak {LONGEST} huruf."
        raise NotFit(wrong, {field: wrong})
    return text


@transaction.atomic
def weigh(act: Act, *, pk: int, weight: str, limit: str, reason: str) -> Complaint:
    """Raises NotFit, and what ``access.lock`` raises; NotHandler where it is not for this officer."""
    found = access.lock(act, pk, What.WEIGH)
    if not access.may_weigh(act, found):
        raise access.NotHandler("Bobot ditentukan petugas pengaduan.")
    _known(weight, Complaint.Weight.values, "bobot")
    if ways.is_lighter(weight, found.weight) and not access.decides(act, found):
        raise access.NotHandler("Bobot hanya diturunkan atasan yang memutuskan pengaduan ini.")
    _known(limit, Complaint.Limit.values, "batas")
    reason = written(reason, "alasan", "Tulis alasannya.")
    post = access.acts_as(act, found)
    found.weight, found.limit = weight, limit
    found.state = ways.after(What.WEIGH, found.state)
    clock.set_limit(found)
    told = f"{found.get_weight_display()}, {found.get_limit_display().lower()}. {reason}"
    handling.add(act, found, Handling.What.WEIGHED, post=post, text=told, inside=True)
    hand_on(act, found)
    handling.change(found, "weight", "limit", "state", "post", *clock.FIELDS)
    log(act, "weigh_complaint", f"pengaduan {found.number}")
    return found


@transaction.atomic
def consult(act: Act, *, pk: int, decision: str, with_whom: str = "") -> Complaint:
    """A post that must have a say writes what it decided; of a heavy complaint also with whom it coordinated. Then the
    next one has it in hand, and at last the handler, who answers.

    Raises NotFit, NotHandler, and what ``access.lock`` raises.
    """
    found = access.lock(act, pk, What.CONSULT)
    still = access.to_consult(found) if found.at_office_id == act.by.office else []
    post = next((post for post in still if post in act.by.posts), "")
    if not post:
        raise access.NotHandler("Pengaduan ini tidak menunggu keputusan Anda.")
    decision = written(decision, "keputusan", "Tulis keputusannya.")
    if found.weight == Complaint.Weight.HEAVY:
        with_whom = written(with_whom, "bersama", "Tulis dengan siapa dikoordinasikan, dan kapan.")
        decision = f"Dikoordinasikan dengan {with_whom}. {decision}"
    handling.add(act, found, Handling.What.CONSULTED, post=post, text=decision, inside=True)
    if found.post in ("", post):
        hand_on(act, found)
        handling.change(found, "post")
    log(act, "consult_complaint", f"pengaduan {found.number}")
    return found


def hand_on(act: Act, found: Complaint) -> None:
    """Whoever must have a say next has it in hand from now on; nobody left, the handlers. They are told."""
    found.post = next(iter(access.to_consult(found)), "")
    tell.officers(act, found)


def heavy_with(found: Complaint) -> str:
    """With whom the office coordinates a heavy complaint."""
    return offices.definition(found.at_office).complaints.heavy_with


def _known(value: str, values: list[str], field: str) -> None:
    if value not in values:
        raise NotFit("Pilih salah satu.", {field: "Pilih salah satu."})
