"""One complaint: what was said, who may know who said it, what was done, and what the officer can do."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases.concerned import Concerned
from silastri.apps.catalog import queries as catalog
from silastri.apps.complaints import queries
from silastri.apps.complaints.models import Complaint
from silastri.apps.documents import queries as documents
from silastri.apps.documents.models import StoredFile
from silastri.apps.improvements import queries as improvements
from silastri.apps.offices import queries as offices
from silastri.domain.complaints import ways
from silastri.domain.complaints.about import ABOUT
from silastri.domain.complaints.ways import What
from silastri.domain.refusal import NotThere
from silastri.journey.complaints import access, identity, letter, pass_on, weigh
from silastri.journey.complaints import answer as answering
from silastri.journey.improvements import access as planning
from silastri.journey.office.own_services import takes_part
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf

from .forms import AnswerForm, AskForm, CompletedForm, ConsultForm, NoteForm, PassOnForm, ToldForm, WeighForm
from .listed import COLOURS, holder


@officer
def complaint(request: DeskRequest, pk: int) -> HttpResponse:
    return page(request, access.complaint(request.act, pk))


@officer
def open_identity(request: DeskRequest, pk: int) -> HttpResponse:
    """A confidential identity is shown once for each time that it is asked for, on a page that nothing keeps."""
    found = access.complaint(request.act, pk)
    if request.method != "POST":
        return redirect("complaint", pk)
    _note(request, found)
    told = identity.opened(request.act, found)
    return render(request, "officer/complaints/identity.html", {"found": found, "told": told.items()})


@officer
def attachment(request: DeskRequest, pk: int, file: int) -> HttpResponse:
    found = access.complaint(request.act, pk)
    _note(request, found)
    return _sent(queries.file(found, file).file, f"pengaduan-{found.serial}-{file}")


@officer
def handled_file(request: DeskRequest, pk: int, file: int) -> HttpResponse:
    """What was kept with something that was done, such as the letter that was sent."""
    found = access.complaint(request.act, pk)
    _note(request, found)
    one = next((one for one in queries.handlings(found) if one.pk == file and one.file), None)
    if one is None or one.file is None:
        raise NotThere("Berkas ini tidak ada.")
    return _sent(one.file, f"pengaduan-{found.serial}-{file}")


def _sent(kept: StoredFile, name: str) -> HttpResponse:
    content = documents.content(kept.sha256)
    if content.startswith(b"%PDF"):
        return pdf(content, name)
    response = HttpResponse(content, content_type=kept.kind if kept.kind.startswith("image/") else "text/plain")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@officer
def answer_letter(request: DeskRequest, pk: int) -> HttpResponse:
    found = access.complaint(request.act, pk)
    _note(request, found)
    return pdf(letter.draw(request.act, found), f"jawaban-pengaduan-{found.serial}-{found.year}")


def page(request: DeskRequest, found: Complaint, status: int = 200, **forms: Any) -> HttpResponse:
    """The page; after a refusal, with the form as it was sent."""
    _note(request, found)
    act, office = request.act, request.desk.office
    has_it = found.at_office_id == office.pk
    still = access.to_consult(found) if has_it and found.state == Complaint.State.IN_HAND else []
    shown: dict[str, Any] = {
        "found": found,
        "colour": COLOURS[found.state],
        "holder": holder(found, office.pk),
        "is_elsewhere": not has_it,
        "is_late": bool(found.due_at and found.due_at < act.at),
        "about": ABOUT.get(found.component, ""),
        "step": _step(found),
        "identity": identity.shown(act, found).items(),
        "may_open": identity.may_open(act, found),
        "handlings": [(one, _post(one.office_id, one.post, found)) for one in queries.handlings(found)],
        "files": queries.files(found),
        "alike": [one for one in queries.alike(found) if access.seen(act, office).filter(pk=one.pk).exists()],
        "sees_case": bool(
            found.case and found.case.office_id == office.pk and takes_part(request.desk, found.case.version_id)
        ),
        "still": [offices.title(office, post) for post in still],
        "is_told": queries.is_told(found),
        "answer": queries.answer(found),
        "improvements": list(improvements.of_complaint(found.pk)),
        "plans": found.office_id == office.pk and planning.plans(request.desk),
        "now": act.at,
    }
    shown |= _forms(request, found, still, has_it) | forms
    return render(request, "officer/complaints/one.html", shown, status=status)


def _step(found: Complaint) -> str:
    """The name of the step that it is about, as the service runs now."""
    version = found.service and catalog.current(found.service, offices.today(found.office, found.received_at))
    sop = catalog.definition(version.pk).sop if version else None
    return next((step.name for step in sop.steps if step.key == found.step), "") if sop else ""


def _forms(request: DeskRequest, found: Complaint, still: list[str], has_it: bool) -> dict[str, Any]:
    """A form for each act that this officer can do now, and None for the others."""
    act, state = request.act, found.state
    is_handler = has_it and access.is_handler(act, request.desk.office)
    may = has_it and (is_handler or access.in_hand(act, found))
    mine = any(post in act.by.posts for post in still)
    can = {
        "weigh_form": access.may_weigh(act, found) and ways.may(What.WEIGH, state),
        "consult_form": mine,
        "answer_form": ways.may(What.ANSWER, state) and not still and answering.may_answer(act, found),
        "told_form": may and ways.may(What.TELL, state) and not queries.is_told(found),
        "ask_form": may and ways.may(What.ASK, state),
        "completed_form": may and ways.may(What.COMPLETE, state),
        "pass_on_form": may and ways.may(What.PASS_ON, state),
        "note_form": True,
    }
    return {name: MAKE[name](request, found, None) if can[name] else None for name in MAKE}


def _weigh(request: DeskRequest, found: Complaint, data: Any) -> WeighForm:
    return WeighForm(data, initial={"bobot": found.weight, "batas": found.limit}, auto_id="bobot-%s")


def _consult(request: DeskRequest, found: Complaint, data: Any) -> ConsultForm:
    form = ConsultForm(data, auto_id="putus-%s")
    if found.weight == Complaint.Weight.HEAVY:
        form.fields["bersama"].help_text = f"{weigh.heavy_with(found)}, lewat rapat, surat, atau telepon"
    else:
        del form.fields["bersama"]
    return form


def _pass_on(request: DeskRequest, found: Complaint, data: Any) -> PassOnForm:
    return PassOnForm(data, receivers=pass_on.receivers(request.act, found), auto_id="ke-%s")


def _told(request: DeskRequest, found: Complaint, data: Any) -> ToldForm:
    form = ToldForm(data, initial={"lewat": found.channel, "tanggal": request.today}, auto_id="beri-%s")
    if found.identity != Complaint.Identity.NAMED:
        form.fields["kepada"].help_text = "Tulis pengadu sendiri, atau nomor resi pos. Jangan tulis namanya."
    return form


MAKE: dict[str, Any] = {
    "weigh_form": _weigh,
    "consult_form": _consult,
    "answer_form": lambda _, __, data: AnswerForm(data, auto_id="jawab-%s"),
    "told_form": _told,
    "ask_form": lambda _, __, data: AskForm(data, auto_id="minta-%s"),
    "completed_form": lambda _, __, data: CompletedForm(data, auto_id="lengkap-%s"),
    "pass_on_form": _pass_on,
    "note_form": lambda _, __, data: NoteForm(data, auto_id="catat-%s"),
}


def _post(office_id: int | None, post: str, found: Complaint) -> str:
    """What the post is called that did something, in the office that had the complaint then."""
    office = next((one for one in (found.office, found.at_office) if one.pk == office_id), None)
    if office is None:
        return post if office_id is None else offices.by_id(office_id).name
    title = offices.title(office, post) if post else ""
    return f"{title}, {office.name}" if title and found.office_id != found.at_office_id else title


def _note(request: DeskRequest, found: Complaint) -> None:
    """The log of access names the person alone who complained openly."""
    whose = found.person_id if found.identity == Complaint.Identity.NAMED else None
    concerned = Concerned(f"pengaduan {found.number}", 0, whose, request.desk.office.pk)
    request.concerned = concerned  # type: ignore[attr-defined]
