"""The letters that wait for a signer, by certificate or with ink: their words, what may be wrong with them, and what
prevents signing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.catalog import queries as catalog
from silastri.apps.letters import queries as letter_queries
from silastri.apps.letters.models import Letter
from silastri.domain.act import Act
from silastri.domain.case import lateness
from silastri.domain.case.workflow import ONWARD
from silastri.domain.definition.standard import Product
from silastri.domain.kinds import Kind, nature
from silastri.domain.refusal import Refusal
from silastri.journey.case import products
from silastri.journey.case.dossier import Dossier, dossier_of
from silastri.journey.frame import signing_claim
from silastri.journey.frame.step import may_act

MOST = 100  # letters in one session: a signer cannot look at more
_APPROVES = (Kind.VERIFY, Kind.INITIAL, Kind.APPROVE)


Letters = Sequence[tuple[Product, Letter | None]]


class Readiness(StrEnum):
    WAITS = "waits"
    SIGNED = "signed"  # signed, but the case was not sent on yet
    BUSY = "busy"
    DOUBT = "doubt"
    INK = "ink"


@dataclass(frozen=True)
class Ready:
    dossier: Dossier
    letters: Letters
    readiness: Readiness
    doubts: tuple[str, ...]  # why the signer should look twice
    hindrance: str  # why the signer may not sign

    @property
    def case(self) -> Case:
        return self.dossier.case

    @property
    def can_be_picked(self) -> bool:
        return self.readiness in (Readiness.WAITS, Readiness.SIGNED) and not self.hindrance


def ready(act: Act) -> list[Ready]:
    """The letters that wait for the posts of this signer, the most urgent first; at most MOST."""
    waiting = _waiting(act)
    runs, papers, letters = (
        cases.runs_of(waiting),
        cases.last_documents_of(waiting),
        letter_queries.products_of(waiting),
    )
    held = letter_queries.held_by_name(waiting)
    found = []
    for case in waiting:
        dossier = dossier_of(case)
        kept = {letter.key: letter for letter in letters[case.pk]}
        mine = [(product, kept.get(product.key)) for product in products.to_sign(dossier)]
        doubts = tuple(_doubts(dossier, runs[case.pk], papers.get(case.pk, -1), act.at))
        doubts += _twice(case, mine, held)
        found.append(Ready(dossier, mine, _readiness(dossier, mine, act.at), doubts, _hindrance(act, dossier)))
    return found


def waits(act: Act) -> bool:
    """Whether a letter waits for this signer."""
    return bool(_waiting(act))


def _twice(case: Case, mine: Letters, held: set[tuple[int, str]]) -> tuple[str, ...]:
    """Another case for one name may be a double; a correction or a renewal is for somebody who holds the letter."""
    may = case.corrects or any(product.renewal for product, _ in mine)
    return () if may or (case.service_id, case.holder_name) not in held else ("Nama ini sudah punya surat ini",)


def _waiting(act: Act) -> list[Case]:
    office, posts = act.by.office, list(act.by.signs)
    assert office is not None
    steps = [
        (version, step.key)
        for version in catalog.version_ids(office)
        for step in catalog.definition(version).sop.steps
        if step.kind is Kind.SIGN and step.actor in posts
    ]
    if not steps:
        return []
    return list(cases.waiting_at(office, steps, before=act.at).filter(post__in=posts).order_by("due_at", "id")[:MOST])


def _readiness(dossier: Dossier, letters: Letters, at: datetime) -> Readiness:
    made = [letter for _, letter in letters if letter]
    if any(signing_claim.is_in_doubt(letter, at) for letter in made):
        return Readiness.DOUBT
    if any(letter.state == Letter.State.SIGNING for letter in made):
        return Readiness.BUSY
    if products.takes_ink(dossier):
        return Readiness.INK
    return Readiness.SIGNED if made and all(letter and letter.sha256 for _, letter in letters) else Readiness.WAITS


def _doubts(dossier: Dossier, runs: list[StepRun], last_paper: int, at: datetime) -> list[str]:
    case, sop = dossier.case, dossier.definition.sop
    kinds = {step.key: step.kind for step in sop.steps}
    found = []
    if lateness.passed(lateness.due(case.due_at, case.promise_due_at), at):
        found.append("Lewat batas waktu")
    if returned := sum(run.outcome.startswith("kembali") for run in runs):
        found.append("Pernah dikembalikan" if returned == 1 else f"Pernah dikembalikan {returned} kali")
    approved = max((r.turn for r in runs if r.outcome == ONWARD and kinds.get(r.step) in _APPROVES), default=None)
    if approved is not None and (last_paper >= approved or _answered_after(runs, approved, kinds)):
        found.append("Berubah sesudah disetujui")
    return found


def _answered_after(runs: list[StepRun], approved: int, kinds: dict[str, Kind]) -> bool:
    later = [kinds[run.step] for run in runs if run.turn > approved and run.step in kinds]
    return any(nature(kind).by_applicant and kind is not Kind.PAY for kind in later)


def _hindrance(act: Act, dossier: Dossier) -> str:
    try:
        may_act(act, dossier, dossier.case.turn)
    except Refusal as refused:
        return str(refused)
    return ""
