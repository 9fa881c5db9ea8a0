"""A manager changes the text of a letter: written and checked here, published by a second person (``publish_text``)."""

from collections.abc import Iterator

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.catalog import operations, queries
from silastri.apps.catalog.models import Service, TextDraft, Version
from silastri.apps.offices import queries as offices
from silastri.domain import check, printable
from silastri.domain.act import Act
from silastri.domain.definition.definition import Definition, Reading, read_service
from silastri.domain.definition.field import FieldKind
from silastri.domain.definition.source import Finding
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours

LONGEST = 60_000
_OPEN = (TextDraft.State.DRAFT, TextDraft.State.PROPOSED)


class NotYourDraft(NotYours):
    """Only who wrote a draft changes or proposes it."""


class Waits(MovedOn):
    """The draft waits for a second person, or was decided: it is not changed any more."""


class NewerVersion(MovedOn):
    """A newer version of the service was published, which this text does not take into account."""


def open_draft(service: Service, file: str) -> TextDraft | None:
    """The draft of that text that is being written, or waits."""
    return queries.drafts(service.office_id).filter(service=service, file=file, state__in=_OPEN).first()


def base_of(act: Act, service: Service, file: str) -> Version:
    """The version whose text may be changed now. Raises NewerVersion where one is published that does not hold yet, and
    NotThere."""
    found = queries.newest(service)
    if found.effective_on > offices.today(service.office, act.at):
        raise NewerVersion(
            f"Versi {found.number} layanan ini sudah terbit, tetapi belum berlaku. Ubah naskahnya setelah berlaku."
        )
    if file not in found.texts:
        raise NotThere("Naskah ini tidak ada pada layanan ini.")
    return found


def findings(draft: TextDraft) -> list[Finding]:
    """What is wrong with the service if it had this text. What was already so in the version it changes is not told."""
    before = set(_found(draft.base, draft.base.texts)[1])
    after = _found(draft.base, draft.base.texts | {draft.file: draft.text})[1]
    told = [one for one in after if one.file == draft.file or one not in before]
    return [*_strange(draft), *told]


def definition(draft: TextDraft) -> Definition | None:
    """The service with this text, for looking at it; None while it cannot be read."""
    return _found(draft.base, draft.base.texts | {draft.file: draft.text})[0].definition


def grave(found: list[Finding]) -> list[Finding]:
    return [one for one in found if not one.mild]


@transaction.atomic
def write(act: Act, *, service: Service, file: str, text: str, why: str) -> TextDraft:
    """Keeps the text as the draft of this manager, over the version that holds now; nothing is published.

    Raises NotFit, NotYourDraft, Waits, NewerVersion, NotThere.
    """
    assert act.by.person
    base, draft = base_of(act, service, file), open_draft(service, file)
    if draft:
        _must_be_own(act, draft)
    text = text.replace("\r\n", "\n").rstrip() + "\n"
    if not text.strip() or len(text) > LONGEST:
        raise NotFit("Naskah belum tersimpan.", {"naskah": f"Isi naskahnya, paling banyak {LONGEST} huruf."})
    if text == base.texts[file].rstrip() + "\n":
        raise NotFit("Naskah belum tersimpan.", {"naskah": "Naskah ini sama dengan yang sudah terbit."})
    draft = draft or TextDraft(service=service, file=file, author_id=act.by.person)
    draft.base, draft.text, draft.why, draft.changed_at = base, text, why.strip()[:500], act.at
    return operations.keep_draft(draft)


@transaction.atomic
def propose(act: Act, *, draft: TextDraft) -> None:
    """The draft waits for a second person. Raises NotFit while it has mistakes or no reason, NotYourDraft, Waits."""
    _must_be_own(act, draft)
    if not draft.why:
        raise NotFit("Draf belum diajukan.", {"alasan": "Tulis mengapa naskahnya diubah."})
    if found := grave(findings(draft)):
        raise NotFit(f"Draf belum diajukan. Perbaiki dulu {len(found)} kesalahan di naskah.")
    if not operations.decide_draft(draft, TextDraft.State.DRAFT, state=TextDraft.State.PROPOSED, changed_at=act.at):
        raise Waits(_DECIDED)
    log(act, "propose_text", about(draft))


@transaction.atomic
def withdraw(act: Act, *, draft: TextDraft) -> None:
    """Takes back a draft that is not published: its author, or another manager, since its author may have left."""
    changes = {"state": TextDraft.State.WITHDRAWN, "decided_by_id": act.by.person, "decided_at": act.at}
    if draft.state not in _OPEN or not operations.decide_draft(draft, TextDraft.State(draft.state), **changes):
        raise Waits(_DECIDED)
    log(act, "withdraw_text", about(draft))


_DECIDED = "Draf ini sudah diputuskan atau ditarik. Muat ulang halaman."


def about(draft: TextDraft) -> str:
    return f"{draft.service.slug}/{draft.file}"[:100]


def _must_be_own(act: Act, draft: TextDraft) -> None:
    if draft.author_id != act.by.person:
        raise NotYourDraft(f"Naskah ini sedang diubah {draft.author.name}. Tunggu, atau tarik drafnya dulu.")
    if draft.state != TextDraft.State.DRAFT:
        raise Waits("Draf ini sedang menunggu orang kedua. Tarik dulu bila akan diubah.")


def _found(base: Version, texts: dict[str, str]) -> tuple[Reading, list[Finding]]:
    office = base.service.office
    others = {one.service.slug: one for one in queries.in_force(office.pk, base.effective_on)}
    reading = read_service(texts)
    reading.slug, reading.beside = base.service.slug, frozenset({*others, base.service.slug})
    found = check.check(reading, offices.definition(office))
    if reading.definition and any(q.kind is FieldKind.LETTER for q in reading.definition.standard.form):
        beside = {slug: queries.definition(one.pk) for slug, one in others.items()}
        found += check.check_letters(reading, beside | {reading.slug: reading.definition})
    return reading, found


def _strange(draft: TextDraft) -> Iterator[Finding]:
    for number, line in enumerate(draft.text.splitlines(), start=1):
        if character := printable.strange(line):
            what = f"huruf atau gambar “{character}” tidak dapat dicetak di surat"
            yield Finding(draft.file, number, what, "hapus, atau tulis dengan huruf Latin")
