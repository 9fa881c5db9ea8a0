"""A letter as its signer reads it: its words, large and without a picture, and who looked at the case before."""

from collections.abc import Sequence
from dataclasses import dataclass

from silastri.adapters.pdf.markdown import Block
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import StepRun
from silastri.apps.letters.models import Letter
from silastri.domain.act import Act
from silastri.domain.case.workflow import ONWARD
from silastri.domain.definition.standard import Product
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit
from silastri.journey.case import products
from silastri.journey.papers import letter as papers

from .ready import Ready

_LOOKED = (Kind.CHECK, Kind.REVIEW, Kind.VISIT, Kind.VERIFY, Kind.INITIAL, Kind.APPROVE)


@dataclass(frozen=True)
class Words:
    """One letter of the case. ``blocks`` are empty where its words cannot be put together; ``why`` says why."""

    product: Product
    letter: Letter
    blocks: Sequence[Block]
    signer: str
    why: str = ""


@dataclass(frozen=True)
class Look:
    """Somebody looked at the case, and sent it on."""

    step: str
    run: StepRun


@dataclass(frozen=True)
class Reading:
    words: Sequence[Words]
    looks: Sequence[Look]
    right_papers: int  # marked right by who checked them


def reading(act: Act, one: Ready) -> Reading:
    dossier = one.dossier
    steps = {step.key: step for step in dossier.definition.sop.steps if step.kind in _LOOKED}
    runs = [run for run in cases.runs(one.case) if run.outcome == ONWARD and run.step in steps]
    last = {run.step: run for run in runs}
    looks = [Look(steps[run.step].name, run) for run in sorted(last.values(), key=lambda run: run.turn)]
    right = sum(mark.is_right for mark in cases.last_marks(one.case).values())
    return Reading([_words(act, one, product, letter) for product, letter in one.letters], looks, right)


def _words(act: Act, one: Ready, product: Product, letter: Letter | None) -> Words:
    letter = letter or products.draft(one.dossier, product, at=act.at)
    who = papers.signs_now(one.dossier, one.case.post, act.at)
    signer = f"{who.name}, {' '.join(who.title)}".strip(", ")
    try:
        return Words(product, letter, papers.words(one.dossier, letter, product), signer)
    except NotFit as refused:
        return Words(product, letter, [], signer, str(refused))
