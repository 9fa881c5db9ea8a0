"""At the guard: whether what somebody asks for is theirs to see, and a line in the log that they saw it.

What officers do with a case stands on its control card; this log tells who looked (UU 27/2022). Every page and file of
a case is logged, whoever opens it, and every page of an officer that shows people; so is what was refused.
"""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse

from silastri.apps.audit.operations import log
from silastri.apps.cases import concerned as concerned_by
from silastri.apps.cases.concerned import Concerned
from silastri.apps.letters import queries as letters
from silastri.domain.refusal import NotYours, Refusal
from silastri.journey.office.own_services import takes_part

from . import reason
from .whose import OWNERS

_SHOWN = (200, 422)
_PARTS = ("pk", "page", "key", "party", "doing", "file", "what")  # of addresses: which part of a case, or of a room
# Pages of officers that show nobody, or are asked for again and again by themselves.
SHOW_NOBODY = frozenset(
    "inbox choose_office give_reason health recount_answers holidays remove_holiday letter_texts letter_text "
    "letter_text_pdf letter_text_picture letter_keys letter_key_leaked edit_text text_history text_source "
    "withdraw_text waiting_texts text_draft text_draft_pdf text_draft_picture message_texts message_text "
    "message_text_check message_text_approvals withdraw_message_text message_text_draft conversations_news "
    "conversation_news not_read look_again posters service_poster survey_poster survey_sheet key_survey "
    "key_survey_rows undo_survey_row survey_extra devices device try_device let_device_go figures figures_waiting "
    # Their acts log those who read, in the office of the readers alone; whoever finds nothing leaves no trace there.
    "bribe_reports bribe_report change_bribe "
    # Who answers about a colleague is known to nobody; who is heard, to the panel alone, whose acts log it.
    "peer_rounds answer_peer ethics_cases ethics_case change_ethics_case report_breach hearing_letter "
    "hearing_minutes hearing_file".split()
)


# Where others see a case about which they are asked.
_ASKED = frozenset({"partner", "partner_document", "desk_opinion", "desk_opinion_file"})


class NotYourService(NotYours):
    """No post of the officer has to do with the service."""


def watched(request: Any, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse:
    """The answer of the view, after a look at whom it concerns, and with a line in the log; a page that asks why, where
    that has to be said first. Raises NotYourService."""
    concerned = _concerned(request, kwargs)
    try:
        _must_be_theirs(request, concerned)
        why = _why(request, concerned, view)
        if isinstance(why, HttpResponse):
            return why
        response: HttpResponse = view(request, *args, **kwargs)
    except Refusal as refusal:
        _note(request, "refused", concerned, kwargs, why=_kind(refusal))
        raise
    if response.status_code in _SHOWN:
        _note(request, "see", getattr(request, "concerned", concerned), kwargs, **why)
    return response


def _concerned(request: Any, kwargs: dict[str, Any]) -> Concerned | None:
    desk = getattr(request, "desk", None)
    ref = kwargs.get("ref")
    if desk is None:
        return concerned_by.by_ref(ref, applicant=request.act.by.person) if ref and request.act.by.person else None
    if ref is None and "code" in kwargs:
        ref = letters.case_of(kwargs["code"].upper(), office=desk.office.pk)
    if ref:
        return concerned_by.by_ref(ref, office=desk.office.pk)
    owner = OWNERS.get(_page(request)) if "pk" in kwargs else None
    return owner(kwargs["pk"], desk.office.pk) if owner else None


def _why(request: Any, concerned: Concerned | None, view: Any) -> Any:
    """What the log says of why an officer opens it; or the page that asks him."""
    desk, page = getattr(request, "desk", None), _page(request)
    if page in _ASKED:
        return {"basis": "asked"}
    if desk is None:
        return {}
    is_search = getattr(view, "reads_by_post", False) and page not in SHOW_NOBODY
    found = reason.searched_nik(request) if is_search else None
    if found:
        thing, request.concerned = found
        given = reason.given(request, thing)
        return {"basis": "nik", "reason": given} if given else reason.ask(request, thing)
    if concerned is None:
        return {}
    is_own = concerned.post in desk.posts or concerned.post in desk.signs_for
    if desk.watches or (concerned.is_restricted and not is_own):
        thing = concerned.ref or f"orang:{concerned.applicant}"
        given = reason.given(request, thing)
        return {"reason": given} if given else reason.ask(request, thing)
    if is_own:
        return {"basis": "task", "post": concerned.post}
    return {"basis": "service"}


def _page(request: Any) -> str:
    return (request.resolver_match.url_name or "") if request.resolver_match else ""


def _must_be_theirs(request: Any, concerned: Concerned | None) -> None:
    desk = getattr(request, "desk", None)
    if desk is not None and concerned is not None and concerned.version and not takes_part(desk, concerned.version):
        raise NotYourService("Layanan ini bukan tugas jabatan Anda.")


def _kind(refusal: Refusal) -> str:
    """The kind of a refusal, such as NotYours: the name just below ``Refusal``."""
    kinds = [one.__name__ for one in type(refusal).__mro__]
    return kinds[max(0, kinds.index(Refusal.__name__) - 1)]


def _note(request: Any, what: str, concerned: Concerned | None, kwargs: dict[str, Any], **more: str) -> None:
    page = _page(request)
    by_watcher = request.act.by.watches and not request.htmx  # who watches is seen on every page, asked for by hand
    of_officer = hasattr(request, "desk") and (by_watcher or page not in SHOW_NOBODY)
    saves_itself = request.method == "POST" and request.htmx and not of_officer
    if saves_itself or not (concerned or of_officer):
        return
    about = concerned.ref if concerned else str(kwargs.get("ref") or kwargs.get("code") or "")
    act = request.act
    if concerned and act.by.office is None:  # an applicant: the office that has the case may read it
        act = replace(act, by=replace(act.by, office=concerned.office))
    which = " ".join(f"{name}={value}"[:60] for name, value in kwargs.items() if name in _PARTS)
    log(act, what, about[:100], whose=concerned.applicant if concerned else None, page=page, which=which, **more)
