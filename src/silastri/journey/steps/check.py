"""The back office checks the documents: complete, or returned to the applicant with only the wrong ones open."""

from collections.abc import Mapping

from silastri.apps.cases import operations as cases
from silastri.apps.cases import queries
from silastri.apps.cases.models import Case
from silastri.apps.cases.operations import Verdict
from silastri.domain.act import Act
from silastri.domain.case import keys
from silastri.domain.case.requirements import to_be_marked
from silastri.domain.case.workflow import ONWARD
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.requirement import Requirement
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit
from silastri.journey.case.dossier import Dossier, case_facts
from silastri.journey.frame.step import finish, open_step
from silastri.journey.papers.drawn_after import one_transaction

FORM = keys.FORM
_WRONG = "Perlu diperbaiki: "


@one_transaction()
def check(
    act: Act,
    *,
    ref: str,
    turn: int,
    verdicts: list[Verdict],
    outcome: str,
    note: str = "",
    filled: Mapping[str, str] | None = None,
) -> Case:
    """Raises NotFit when a document is unmarked, a reason is missing, or marks and outcome contradict each other."""
    dossier = open_step(act, ref=ref, turn=turn, kinds=(Kind.CHECK,))
    _complete(dossier, verdicts)
    wrong = [verdict for verdict in verdicts if not verdict.is_right]
    if outcome == ONWARD and wrong:
        raise NotFit("Masih ada berkas yang ditandai salah. Kembalikan kepada pemohon, atau tandai benar.")
    if outcome != ONWARD and not wrong:
        raise NotFit("Tandai dulu berkas mana yang salah, supaya pemohon tahu apa yang harus diperbaiki.")
    cases.mark(dossier.case, verdicts)
    return finish(act, dossier, outcome=outcome, note=note or _summary(wrong, dossier), filled=filled)


def _complete(dossier: Dossier, verdicts: list[Verdict]) -> None:
    marked = {verdict.key for verdict in verdicts}
    handed_in = queries.documents(dossier.case)
    expected = set(to_be_marked(asked(dossier.definition, dossier.case), handed_in))
    expected |= {FORM} if dossier.definition.standard.form else set()
    errors = dict.fromkeys(expected - marked, "Tandai benar atau salah.")
    errors |= {v.key: "Tulis apa yang salah." for v in verdicts if not v.is_right and not v.reason.strip()}
    if errors:
        raise NotFit("Tandai setiap berkas, dan tulis alasan untuk yang salah.", errors)
    if marked - expected:
        raise NotFit("Ada berkas yang tidak diminta oleh standar layanan ini. Muat ulang halaman.")


def said(note: str) -> str:
    """What the officer wrote of a return; nothing where the note only counts up what is marked wrong."""
    return "" if note.startswith(_WRONG) else note


def _summary(wrong: list[Verdict], dossier: Dossier) -> str:
    names = {r.key: r.label for r in dossier.definition.standard.requirements} | {FORM: "Isian formulir"}
    return _WRONG + "; ".join(names[v.key] for v in wrong) if wrong else ""


def asked(definition: Definition, case: Case) -> list[Requirement]:
    """The requirements that apply to this case."""
    known = case_facts(case, definition)
    return [r for r in definition.standard.requirements if r.applies(known)]
