"""The form with which a party answers: at its secret link, or at a desk of the office."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest

from silastri.domain.case.facts import Facts
from silastri.domain.case.form import asked, read
from silastri.domain.case.opinion import STANCES
from silastri.domain.definition.party import Gives, Party
from silastri.domain.refusal import NotFit, Refusal
from silastri.journey.case.dossier import case_facts
from silastri.journey.opinions.answer import Given, Question

from .answers import Group, shown
from .forms import Form, choice, name, text, upload
from .questions import inputs, typed


class OpinionForm(Form):
    """Checks only the shape of answers. The party's own questions come between its stance and its note."""

    def __init__(self, *args: Any, party: Party, step: str, facts: Facts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stances := STANCES[party.gives]:
            self.fields["pendapat"] = choice(party.gives.capitalize(), list(stances.items()))
        hint = _HINTS.get(party.gives, "")
        self.fields["catatan"] = text("Catatan", hint=hint, required=False, most=2000, widget=_area())
        optional = "" if party.needs_file else "Boleh dikosongkan. PDF atau foto."
        self.fields["berkas"] = upload("Berkas", hint=optional or "PDF atau foto.", required=party.needs_file)
        if party.is_outside:
            self.fields["nama"] = name("Nama yang menjawab", autocomplete="name")
            self.fields["jabatan"] = text("Jabatan yang menjawab", most=120, autocomplete="organization-title")
        own = f"catatan.{step}.{party.key}."
        self.questions = tuple(
            q
            for q in party.form
            if q.when is None or any(name.startswith(own) for name in q.when.names) or q in asked((q,), facts)
        )
        self.typed = typed(self.questions, self.data) if self.is_bound else {}
        self.wrong: dict[str, str] = {}

    def look_over(self, question: Question, today: date) -> None:
        """What is wrong with the party's own questions is shown with the rest."""
        form, facts, step = question.party.form, question.dossier.work_out_facts(), question.opinion.step
        self.wrong = read(form, self.typed, today, facts, step=step, party=question.party.key).errors

    def refuse(self, refusal: Refusal) -> None:
        fields = getattr(refusal, "fields", {})
        known = set(inputs(self.questions))
        self.wrong = {name: sentence for name, sentence in fields.items() if name in known}
        super().refuse(NotFit(str(refusal), {k: v for k, v in fields.items() if k not in known}))

    def given(self) -> Given:
        data, sent = self.cleaned_data, self.files.get("berkas")
        return Given(
            stance=data.get("pendapat", ""),
            note=data["catatan"],
            filled=self.typed,
            upload=sent.read() if sent else b"",
            upload_name=(sent.name or "") if sent else "",
            name=data.get("nama", ""),
            post=data.get("jabatan", ""),
        )


_HINTS = {
    Gives.ADVICE: "Wajib bila tidak setuju, atau setuju dengan catatan.",
    Gives.DECISION: "Wajib bila tidak mengizinkan.",
}


def _area() -> Any:
    return forms.Textarea(attrs={"rows": 4})


def form_for(question: Question, request: HttpRequest | None = None) -> OpinionForm:
    dossier = question.dossier
    about: dict[str, Any] = {
        "party": question.party,
        "step": question.opinion.step,
        "facts": case_facts(dossier.case, dossier.definition),
    }
    if request is None:
        return OpinionForm(**about)
    form = OpinionForm(request.POST, request.FILES, **about)
    form.look_over(question, dossier.time.day(request.act.at))  # type: ignore[attr-defined]
    return form


def answer_of(question: Question) -> dict[str, Any]:
    """An answer in words."""
    said = question.opinion.said
    groups: list[Group] = shown(question.party.form, said.get("jawaban", {}))
    stance = STANCES[question.party.gives].get(question.opinion.stance, "")
    return {"stance": stance, "groups": groups, "note": said.get("catatan", "")}
