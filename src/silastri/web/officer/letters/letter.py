"""One letter of the office: its state, what happened to it, and what may be done about it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.after_issue import mailings
from silastri.apps.after_issue import queries as after_issue
from silastri.apps.cases import queries as cases
from silastri.apps.documents import queries as documents
from silastri.apps.letters.models import Letter
from silastri.domain.refusal import NotThere
from silastri.journey.apply import draft, renew
from silastri.journey.letters import correct, issued_letter, post
from silastri.journey.letters.history import history
from silastri.journey.letters.issued_letter import IssuedLetter
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf


@officer
def letter(request: DeskRequest, code: str) -> HttpResponse:
    found = issued_letter.find(request.act, code)
    case, office = found.dossier.case, found.dossier.office
    page = {
        "letter": found.letter,
        "case": case,
        "standard": found.dossier.definition.standard,
        "standing": found.standing,
        "is_product": found.product is not None,
        "signed_by": next((post.title for post in office.posts if post.key == found.signed_by), ""),
        "history": history(found),
        "mailing": mailings.of_letter(found.letter),
        "revocation": after_issue.revocation(found.letter),
        "correction": cases.correction(found.letter.code),
        "corrects": _old(request, case.corrects),
        "own": issued_letter.concerns(request.act, found),
        **_may(request, found),
    }
    return render(request, "officer/letters/letter.html", page)


def _old(request: DeskRequest, code: str) -> Letter | None:
    return issued_letter.find(request.act, code).letter if code else None


def _may(request: DeskRequest, found: IssuedLetter) -> dict[str, Any]:
    """What the officer may do about the letter now."""
    letter, office = found.letter, found.dossier.office
    issued = found.product is not None and letter.is_in_force
    holds = issued and found.standing == Letter.State.SIGNED
    revokes = issued_letter.may(request.act, found, office.revocation)
    corrected = cases.correction(letter.code) is not None
    offer = renew.offer(letter, at=request.act.at) if holds and found.dossier.case.state == "done" else None
    done = found.dossier.case.state == "done"
    return {
        "may_revoke": holds and revokes and not letter.revoked_from and not corrected,
        "may_lift": issued and revokes and letter.revoked_from,
        "may_post": post.can_be_sent(found) and post.may(request.act, found),
        "may_copy": issued and issued_letter.may(request.act, found, office.copies),
        "may_correct": holds and done and correct.may(request.act, found) and not letter.revoked_from and not corrected,
        "offer": offer if draft.may_record(request.act, found.dossier.case) else None,
    }


@officer
def decree(request: DeskRequest, code: str, pk: int) -> HttpResponse:
    """The signed decree that revoked the letter."""
    found = issued_letter.find(request.act, code)
    one = next((one for one in after_issue.revocations(found.letter) if one.pk == pk), None)
    if one is None or one.file is None:
        raise NotThere("Berkas ini tidak ada.")
    return pdf(documents.content(one.file.sha256), f"keputusan-{found.letter.code}")
