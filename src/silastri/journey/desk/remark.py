"""Officers write to each other about a case; the applicant never reads it (``apps/remarks``)."""

from dataclasses import dataclass

from django.db import transaction

from silastri.apps.accounts.models import Person
from silastri.apps.cases import queries as cases
from silastri.apps.messages import operations as messages
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Posting
from silastri.apps.remarks import operations, queries
from silastri.apps.remarks.models import Remark
from silastri.domain.act import Act
from silastri.domain.definition import involved
from silastri.domain.refusal import NotFit, NotThere, NotYours
from silastri.domain.words.called import in_messages
from silastri.domain.words.messages.case import Mentioned
from silastri.journey.case import tell
from silastri.journey.case.dossier import Dossier, dossier_of
from silastri.journey.case.links import absolute
from silastri.journey.frame.step import OwnCase

LONGEST = 2000


class NotTheirCase(NotYours):
    """No post of the officer has to do with the service of the case."""


@dataclass(frozen=True)
class Colleague:
    """Somebody to whom an officer may write about a case, or pass it on."""

    person: Person
    title: str


def may_write(act: Act, dossier: Dossier) -> bool:
    """Whether the officer reads and writes notes of the case: his post has to do with it, and it is not his own."""
    return dossier.case.applicant_id != act.by.person and bool(_own_posts(act, dossier))


def of_case(act: Act, dossier: Dossier) -> list[Remark]:
    """What colleagues wrote of the case; nothing for whoever may not write."""
    return queries.of_case(dossier.case) if may_write(act, dossier) else []


def colleagues(act: Act, dossier: Dossier) -> list[Colleague]:
    """Who else has to do with the case, by name."""
    on = offices.today(dossier.case.office, act.at)
    postings = offices.in_posts(dossier.case.office, involved.posts(dossier.definition, dossier.office), on)
    return others(act, dossier, postings)


def others(act: Act, dossier: Dossier, postings: list[Posting]) -> list[Colleague]:
    """Those of the postings who are neither the officer nor the applicant, each once, by name."""
    found: dict[int, Colleague] = {}
    for posting in postings:
        if posting.person_id not in (act.by.person, dossier.case.applicant_id):
            found.setdefault(posting.person_id, Colleague(posting.person, _title(dossier, posting.post, posting.mark)))
    return sorted(found.values(), key=lambda one: one.person.name)


@transaction.atomic
def write(act: Act, *, ref: str, text: str, to: int | None = None) -> Remark:
    """Adds the note, and tells the colleague it is for. What was written to the author of this case counts as read.

    Raises CaseNotFound, OwnCase, NotTheirCase, NotFit.
    """
    dossier = dossier_of(cases.case(ref, office=act.by.office))
    by = author(act, dossier)
    if not text.strip() or len(text) > LONGEST:
        wrong = f"Tulis catatannya, paling banyak {LONGEST} huruf."
        raise NotFit(wrong, {"catatan": wrong})
    colleague = next((one.person for one in colleagues(act, dossier) if one.person.pk == to), None)
    if to is not None and colleague is None:
        raise NotFit("Pilih rekan dari daftar.", {"untuk": "Pilih rekan dari daftar."})
    made = operations.add(act, dossier.case, by=by, text=text.strip(), to=colleague)
    unread = queries.unread(act.by.person or 0, dossier.case.office_id).filter(case=dossier.case)
    operations.mark_read(unread, at=act.at)
    if colleague and colleague.phone:
        words = Mentioned(
            service=in_messages(dossier.definition.standard), ref=ref, link=f"{absolute('desk_case', ref)}#catatan"
        )
        messages.queue([tell.message(act, dossier.case, colleague, words, what=f"/catatan{made.pk}")])
    return made


def author(act: Act, dossier: Dossier) -> str:
    """Name and post of the officer, as they stand beside what he writes. Raises OwnCase, NotTheirCase."""
    if dossier.case.applicant_id == act.by.person:
        raise OwnCase("Anda tidak boleh membaca atau menulis catatan petugas untuk permohonan Anda sendiri.")
    posts = _own_posts(act, dossier)
    if not posts:
        raise NotTheirCase("Layanan ini bukan tugas jabatan Anda.")
    post = dossier.case.post if dossier.case.post in posts else posts[0]
    return f"{act.by.name}, {_title(dossier, post, act.by.signs[post])}"


@transaction.atomic
def mark_read(act: Act, *, pk: int) -> Remark:
    """The colleague to whom it was written has read it. Raises NotThere."""
    found = queries.mentions(act.by.person or 0, act.by.office or 0).filter(pk=pk).first()
    if found is None:
        raise NotThere("Catatan ini tidak ada, atau bukan untuk Anda.")
    operations.mark_read([found], at=act.at)
    return found


def _own_posts(act: Act, dossier: Dossier) -> list[str]:
    return sorted(act.by.signs.keys() & involved.posts(dossier.definition, dossier.office))


def _title(dossier: Dossier, post: str, mark: str) -> str:
    found = dossier.office.post(post)
    return f"{mark} {found.title if found else post}".strip()
