"""What the case page shows of colleagues: the notes, the form for one, and to whom the file may be passed on."""

from collections.abc import Sequence
from typing import Any

from django import forms

from silastri.apps.reminders import queries as reminders
from silastri.domain.case.workflow import State
from silastri.journey.case.dossier import Dossier
from silastri.journey.desk import late_below, pass_on, remark, undo
from silastri.journey.desk.remark import LONGEST, Colleague
from silastri.journey.frame.step import is_for
from silastri.web.forms import Form, one_of, text
from silastri.web.guard import DeskRequest

_NOBODY = ("", "Semua petugas permohonan ini")


class RemarkForm(Form):
    catatan = text("Tulis catatan", most=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))
    untuk = one_of("Untuk", (), required=False, hint="Rekan yang dipilih diberi tahu lewat WhatsApp.")

    def __init__(self, *args: Any, colleagues: Sequence[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("untuk", [_NOBODY, *_choices(colleagues)])


class PassOnForm(Form):
    rekan = one_of("Rekan", ())
    pesan = text("Pesan untuk rekan", required=False, most=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, colleagues: Sequence[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("rekan", _choices(colleagues))


def remark_form(request: DeskRequest, dossier: Dossier, data: Any = None) -> RemarkForm:
    whose = late_below.in_hand(request.act, dossier) if late_below.is_below(request.act, dossier) else None
    colleagues = remark.colleagues(request.act, dossier)
    return RemarkForm(data, auto_id="catatan-%s", colleagues=colleagues, initial={"untuk": str(whose or "")})


def pass_on_form(request: DeskRequest, dossier: Dossier, data: Any = None) -> PassOnForm:
    return PassOnForm(data, auto_id="oper-%s", colleagues=pass_on.receivers(request.act, dossier))


def give_form(request: DeskRequest, dossier: Dossier, data: Any = None) -> PassOnForm:
    """By which a superior gives a file that is late to another officer."""
    return PassOnForm(data, auto_id="beri-%s", colleagues=late_below.receivers(request.act, dossier))


def of_superior(request: DeskRequest, dossier: Dossier) -> dict[str, Any]:
    """What a superior can do where the case is late below him, and which superiors were told of it."""
    is_below = late_below.is_below(request.act, dossier)
    form = give_form(request, dossier) if is_below else None
    return {
        "late_below": is_below,
        "give_form": form if form and form.fields["rekan"].choices else None,  # type: ignore[attr-defined]
        "told_above": reminders.of_case(dossier.case),
    }


def of_colleagues(request: DeskRequest, dossier: Dossier) -> dict[str, Any]:
    """Nothing of it is shown to an officer whose own application it is."""
    if not remark.may_write(request.act, dossier):
        return {"remark_form": None, "remarks": [], "pass_on_form": None, "undoable": None}
    found: dict[str, Any] = {
        "remarks": remark.of_case(request.act, dossier),
        "remark_form": remark_form(request, dossier),
        "pass_on_form": None,
        "undoable": undo.undoable(request.act, dossier),
    }
    case = dossier.case
    in_hand = case.taken_by_id in (None, request.user.pk) and case.state == State.RUNNING
    if in_hand and is_for(request.act, case, dossier.step):
        form = pass_on_form(request, dossier)
        found["pass_on_form"] = form if form.fields["rekan"].choices else None  # type: ignore[attr-defined]
    return found


def _choices(colleagues: Sequence[Colleague]) -> list[tuple[str, str]]:
    return [(str(one.person.pk), f"{one.person.name}, {one.title}") for one in colleagues]
