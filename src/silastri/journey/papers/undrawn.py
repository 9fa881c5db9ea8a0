"""Papers whose file was lost with the process that was to draw it: each is drawn from what is kept of it."""

import logging
from datetime import timedelta
from functools import partial

from silastri.apps.after_issue.models import Copy, Revocation
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter
from silastri.apps.payments import queries as payments
from silastri.domain.act import Act
from silastri.domain.case import keys
from silastri.domain.definition.office import LaterAct
from silastri.domain.definition.sop import Step
from silastri.domain.letters import wanted
from silastri.domain.refusal import NotThere
from silastri.journey.case.dossier import Dossier, dossier_of

from . import bill, copy, notice, revocation
from . import letter as papers
from .drawn_after import Drawing, keep
from .signatory import Signatory, postings, signatory

MOST = 50  # in one round
_log = logging.getLogger("silastri.papers")
_SOON = timedelta(minutes=1)  # until then whoever made it may be drawing it


def draw_undrawn(act: Act) -> int:
    """Draws what was left undrawn in the office of the act, or in every office; how many there were."""
    found = letters.undrawn(act.by.office, before=act.at - _SOON)[:MOST]
    return sum(_tried(letter) for letter in found)


def _tried(letter: Letter) -> bool:
    try:
        draw(letter)
    except Exception:  # one that cannot be drawn must not keep the others waiting
        _log.exception("%s could not be drawn", letter)
        return False
    return True


def draw(letter: Letter) -> bytes:
    """Draws and keeps it. Raises NotThere for what is no such paper."""
    return keep(letter, _drawing(dossier_of(letter.case), letter))


def _drawing(dossier: Dossier, letter: Letter) -> Drawing:
    if letter.key == keys.BILL and (issued := payments.of_case(dossier.case)):
        return partial(bill.bill, dossier, issued, at=letter.made_at)
    if letter.key == keys.REFUSAL and (refusal := dossier.definition.standard.refusal):
        return _of_step(dossier, letter, refusal.text_file, refusal.signer, papers.home(dossier))
    if letter.key.startswith(f"{keys.REVOCATION}:"):
        return _revocation(dossier, letter)
    if letter.key.startswith(f"{keys.COPY}:"):
        return _copy(dossier, letter)
    for step in dossier.definition.sop.steps:
        if letter.key == keys.of_step(step.key) and step.letter_text:
            return _of_step(dossier, letter, step.letter_text, step.actor, step.addressee)
        if letter.key.startswith(f"{keys.of_step(step.key)}:") and step.uncollected:
            return _notice(dossier, letter, step)
    raise NotThere("Surat ini tidak ada pada permohonan ini.")


def _of_step(dossier: Dossier, letter: Letter, text_file: str, post: str, addressee: str) -> Drawing:
    who = papers.signs_now(dossier, post, letter.made_at)
    return papers.of_step_later(dossier, letter, text_file, who, at=letter.made_at, addressee=addressee)


def _notice(dossier: Dossier, letter: Letter, step: Step) -> Drawing:
    assert step.uncollected
    return _of_step(dossier, letter, step.uncollected.text_file, step.uncollected.by, notice.addressee(dossier, step))


def _revocation(dossier: Dossier, paper: Letter) -> Drawing:
    made = Revocation.objects.select_related("letter").get(paper=paper)
    who = _who(dossier, made, dossier.office.revocation)
    return partial(revocation.draw, dossier, paper, made, who, at=paper.made_at)


def _copy(dossier: Dossier, paper: Letter) -> Drawing:
    made = Copy.objects.select_related("letter").get(paper=paper)
    who, on = _who(dossier, made, dossier.office.copies), paper.on
    assert on
    name = copy.NAMES[Copy.Kind(made.kind)]
    sheet = copy.Sheet(dossier, made.letter, paper, name, who, on, copy.pages(made.letter))
    return partial(copy.draw, sheet, made.loss_report, at=paper.made_at)


def _who(dossier: Dossier, made: Copy | Revocation, later: LaterAct) -> Signatory:
    """As whom that person did it."""
    product = wanted.of_letter(dossier.definition.standard, made.letter.key)
    posts = [papers.signing_post(dossier.definition, product) if product else "", later.by or ""]
    held = (
        one for post in posts if post for one in postings(dossier, post, made.at) if one.person_id == made.person_id
    )
    return signatory(dossier.office, next(held))
