"""A second person confirms who signs, manages or watches, after reading the decree and what a posting brings about."""

from collections.abc import Iterable, Iterator

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import operations, queries
from silastri.apps.offices.models import Office, Posting, ProposedPosting
from silastri.apps.offices.queries import Desk
from silastri.domain.act import Act
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.letter_text import long_date
from silastri.domain.kinds import Kind
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours

from .assign_post import highest_posts, reading_posts, signing_posts


class Decided(MovedOn):
    """The proposal was decided before, or its period has passed."""


class SecondPerson(NotYours):
    """Neither who proposed a posting nor who would get it may confirm it."""


def may_confirm(desk: Desk, definitions: Iterable[Definition]) -> bool:
    """Whether this desk may be the second person: a manager, or somebody who holds a post that has no superior or that
    signs under one of the office's definitions."""
    highest = highest_posts(queries.definition(desk.office))
    return desk.manages or bool(desk.posts.keys() & (signing_posts(definitions) | highest))


def waiting(desk: Desk) -> list[ProposedPosting]:
    """The proposals that wait in the office. Raises NotYours."""
    _must_be_second(desk)
    return list(queries.proposals(desk.office).filter(state=ProposedPosting.State.PROPOSED))


def find(desk: Desk, pk: int) -> ProposedPosting:
    """Raises NotYours, NotThere."""
    _must_be_second(desk)
    found = queries.proposals(desk.office).filter(pk=pk).first()
    if found is None:
        raise NotThere("Usulan penugasan ini tidak ada.")
    return found


def is_second(act: Act, proposal: ProposedPosting) -> bool:
    """Whether this person is neither the one who proposed it nor the one who would be assigned."""
    return act.by.person not in (proposal.proposed_by_id, proposal.person_id)


def effects(proposal: ProposedPosting) -> list[str]:
    """What the posting brings about, in sentences."""
    return list(_effects(proposal))


@transaction.atomic
def confirm(act: Act, *, desk: Desk, pk: int) -> Posting:
    """The posting counts from now on, in the period of its decree. Raises NotYours, NotThere, SecondPerson, Decided."""
    proposal = _open(act, desk, pk)
    if proposal.until and proposal.until < queries.today(desk.office, act.at):
        raise Decided("Masa tugas pada usulan ini sudah lewat.")
    _decide(act, proposal, ProposedPosting.State.CONFIRMED)
    terms = {name: getattr(proposal, name) for name in operations.TERMS}
    posting = operations.post(desk.office, proposal.person, post=proposal.post, since=proposal.since, **terms)
    log(act, "confirm_posting", f"{proposal.post}/{proposal.person_id}", whose=proposal.person_id)
    return posting


@transaction.atomic
def refuse(act: Act, *, desk: Desk, pk: int, why: str) -> None:
    """Nothing of the proposal counts. Raises NotYours, NotThere, SecondPerson, Decided, NotFit."""
    if not why.strip():
        raise NotFit("Tulis alasannya.", {"alasan": "Tulis alasannya."})
    proposal = _open(act, desk, pk)
    _decide(act, proposal, ProposedPosting.State.REFUSED, why=why.strip())
    log(act, "refuse_posting", f"{proposal.post}/{proposal.person_id}", whose=proposal.person_id, why=why.strip()[:200])


def _must_be_second(desk: Desk) -> None:
    if not may_confirm(desk, catalog.definitions_of(desk.office)):
        raise NotYours("Penugasan penanda tangan, pengelola, pimpinan, dan pengawas disetujui pengelola atau pimpinan.")


def _open(act: Act, desk: Desk, pk: int) -> ProposedPosting:
    proposal = find(desk, pk)
    if not is_second(act, proposal):
        raise SecondPerson("Usulan ini harus disetujui orang lain: bukan pengusul, bukan pula yang ditugaskan.")
    return proposal


def _decide(act: Act, proposal: ProposedPosting, state: str, why: str = "") -> None:
    """A conditional update, so that of two who decide only one does. Raises Decided."""
    still = ProposedPosting.objects.filter(pk=proposal.pk, state=ProposedPosting.State.PROPOSED)
    if not still.update(state=state, decided_by=act.by.person, decided_at=act.at, why=why[:300]):
        raise Decided("Usulan ini sudah diputuskan.")


def _effects(proposal: ProposedPosting) -> Iterator[str]:
    office = proposal.office
    post = queries.definition(office).post(proposal.post)
    who, title = proposal.person.name, post.title if post else proposal.post
    until = f"sampai {long_date(proposal.until)}" if proposal.until else "tanpa batas waktu"
    as_what = f"{proposal.mark} {title}".strip()
    yield f"{who} bertugas sebagai {as_what} sejak {long_date(proposal.since)}, {until}."
    if names := _signed(office, proposal):
        yield f"{who} dapat menandatangani surat layanan: {', '.join(names)}."
    if proposal.post in reading_posts(queries.definition(office)):
        yield f"{who} dapat membaca yang tidak dibaca petugas lain: kantor yang diawasi, atau laporan permintaan uang."
    if proposal.manages:
        yield f"{who} dapat mengubah petugas, hari libur, naskah surat, dan kunci surat kantor ini."
    others = [one.name for one in queries.holders(office, proposal.post, proposal.since, to_sign=True)]
    if others:
        yield f"Yang sekarang bertugas untuk jabatan ini tetap bertugas: {', '.join(dict.fromkeys(others))}."


def _signed(office: Office, proposal: ProposedPosting) -> list[str]:
    """The services whose letters the person could sign."""
    found = {}
    for version in catalog.in_force(office.pk, proposal.since):
        steps = catalog.definition(version.pk).sop.steps
        signs = any(step.kind is Kind.SIGN and step.actor == proposal.post for step in steps)
        if signs and (not proposal.only_for or version.service_id in proposal.only_for):
            found[version.service_id] = version.service.name
    return sorted(found.values())
