"""The counter hands the letters over to a named person who shows proof, after the survey."""

from django.db import transaction

from silastri.adapters.intake import intake
from silastri.apps.cases.models import Case
from silastri.apps.documents import operations as documents
from silastri.apps.letters import operations as letters
from silastri.apps.letters import queries as letter_queries
from silastri.domain.act import Act
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit

from . import products
from .opened import OpenStep
from .step import finish, open_step


class SurveyFirst(NotFit):
    """The standard makes the survey obligatory before the letter is handed over (requirement B9)."""


def hand_over(
    act: Act,
    *,
    ref: str,
    turn: int,
    to_name: str,
    relation: str,
    proof: str,
    upload: bytes = b"",
    upload_name: str = "",
    note: str = "",
) -> Case:
    """Raises SurveyFirst, NotFit, NotAccepted and what ``open_step`` raises."""
    paper = intake().tidy(upload) if upload else None
    with transaction.atomic():
        opened = open_step(act, ref=ref, turn=turn, kinds=(Kind.HAND_OVER,))
        if opened.step.survey == "wajib" and opened.case.surveyed_on is None:
            raise SurveyFirst("Survei kepuasan belum diisi. Minta pemohon mengisi, atau isikan di sini.")
        _must_be_in_force(opened)
        file = None
        if paper:
            file = documents.keep(paper.content, kind=paper.kind, pages=paper.pages, name=upload_name, at=act.at)
        letters.hand_over(
            opened.case,
            to_name=to_name,
            relation=relation,
            proof=proof,
            proof_file=file,
            by_id=act.by.person,
            at=act.at,
        )
        return finish(act, opened, note=note)


def _must_be_in_force(opened: OpenStep) -> None:
    """A letter that leaves is signed and numbered. Raises NotFit."""
    ready = {letter.key for letter in letter_queries.products(opened.case) if letter.is_in_force}
    if any(product.key not in ready for product in products.to_sign(opened)):
        raise NotFit("Surat belum ditandatangani dan bernomor.")
