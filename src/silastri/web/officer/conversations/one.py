"""One conversation: what both sides said, who it is as far as that was proven, and the answer."""

from typing import Any
from zlib import crc32

from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.cases import people as case_people
from silastri.apps.cases.concerned import Concerned
from silastri.apps.conversations import queries
from silastri.apps.conversations.models import Conversation, Said
from silastri.apps.messages.models import Message
from silastri.apps.offices import queries as offices
from silastri.journey.inbox import desk, reply
from silastri.journey.office.own_services import takes_part
from silastri.web.guard import DeskRequest, officer

from .forms import AnswerForm, AssignForm, JoinForm
from .listed import known_name, waits

READY = (
    "Selamat datang. Boleh kirim nomor pendaftaran Anda?",
    "Terima kasih. Kami periksa dulu, lalu kami kabari di sini.",
    "Silakan datang ke loket dengan membawa KTP.",
    "Permohonan dan berkasnya dapat dikirim lewat situs kami.",
    "Terima kasih sudah menghubungi kami.",
)


@officer
def conversation(request: DeskRequest, pk: int) -> HttpResponse:
    return page(request, desk.conversation(request.act, pk))


@officer
def news(request: DeskRequest, pk: int) -> HttpResponse:
    """What was said, once there is something new."""
    found = desk.conversation(request.act, pk)
    said = queries.said(found)
    if request.GET.get("tanda", "") == _mark(found, said):
        return HttpResponse(status=204)
    return render(request, "officer/conversations/_said.html", _of_said(request, found, said))


def page(request: DeskRequest, found: Conversation, status: int = 200, **forms: Any) -> HttpResponse:
    """The page; after a refusal, with the form as it was sent."""
    sender, office = found.sender, request.desk.office
    if sender.person_id:
        request.concerned = Concerned(f"percakapan {found.pk}", 0, sender.person_id, office.pk)  # type: ignore[attr-defined]
    known = case_people.known_at(office.pk, [sender.person_id] if sender.person_id else [])
    until = desk.free_until(found)
    helpers = desk.helpers(office, request.act.at)
    shown: dict[str, Any] = {
        "found": found,
        "channel": dict(Message.Channel.choices).get(sender.channel, sender.channel),
        "name": known_name(found, known),
        "cases": [(case, takes_part(request.desk, case.version_id)) for case in reply.cases_of(found)],
        "waits": waits(found.waits_since, request.act.at),
        "cost": queries.cost(found),
        "is_free": until is None or request.act.at < until,
        "free_until": until,
        "over": reply.OVER,
        "ready": (*offices.definition(office).ready_answers, *READY),
        "is_open": found.state == Conversation.State.OPEN,
        "answer_form": AnswerForm(),
        "assign_form": AssignForm(
            initial={"rekan": found.assigned_to_id or ""}, helpers=helpers.values(), auto_id="serah-%s"
        ),
        "join_form": JoinForm(auto_id="cocok-%s"),
    }
    shown |= _of_said(request, found, queries.said(found)) | forms
    return render(request, "officer/conversations/one.html", shown, status=status)


def _of_said(request: DeskRequest, found: Conversation, said: list[Said]) -> dict[str, Any]:
    return {"found": found, "said": said, "mark": _mark(found, said), "is_open": found.state == Conversation.State.OPEN}


def _mark(found: Conversation, said: list[Said]) -> str:
    """It changes with what was said, and with what became of our messages."""
    states = "".join(f"{one.pk}{one.message.state if one.message else ''}" for one in said)
    return f"{crc32(states.encode()):08x}{found.state}"
