"""How a form looks, and how it shows a refusal."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, TypeVar

from django import forms
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest

from silastri.domain import identity, number, person_name, written_day
from silastri.domain.case.labels import wanted
from silastri.domain.refusal import NotFit, Refusal

T = TypeVar("T")

ACCEPT = "application/pdf,image/jpeg,image/png,image/heic,.pdf,.jpg,.jpeg,.png,.heic"
PHOTO = "image/jpeg,image/png,image/heic,.jpg,.jpeg,.png,.heic"
_CLASSES: dict[type[forms.Widget], str] = {
    forms.Textarea: "govuk-textarea",
    forms.FileInput: "govuk-file-upload",
    forms.Select: "govuk-select",
}


class Renderer(TemplatesSetting):
    """Draws fields with our own component."""

    field_template_name = "components/field.html"


class Form(forms.Form):
    """Checks only the shape of answers; whether they are right is decided in domain."""

    default_renderer = Renderer
    # Fields that the act demands in some cases: they do not say that they may be left empty.
    sometimes: ClassVar[frozenset[str]] = frozenset()
    # The field at which a refusal is shown that names none; without it, above the form.
    refused_at: ClassVar[str | None] = None
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def __getitem__(self, name: str) -> forms.BoundField:
        bound: forms.BoundField = super().__getitem__(name)
        widget = bound.field.widget
        widget.attrs["class"] = _CLASSES.get(type(widget), "govuk-input")
        bound.may_be_empty = self._may_be_empty(name, bound.field)  # type: ignore[attr-defined]
        return bound

    def _may_be_empty(self, name: str, field: forms.Field) -> bool:
        """Whether the label says so: not where the act, or the hint, asks for it in some cases."""
        return not field.required and name not in self.sometimes and not str(field.help_text).startswith("Wajib")

    def choose_from(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        """What there is to choose from, where it is known only when the form is shown."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def refuse(self, refusal: Refusal) -> None:
        """Shows a refusal at the fields that it names, or above the form."""
        fields = getattr(refusal, "fields", {})
        known = {name: sentence for name, sentence in fields.items() if name in self.fields}
        for name, sentence in known.items():
            self.add_error(name, sentence)
        if not known:
            self.add_error(self.refused_at, str(refusal))


def tried(form: Form, carry_out: Callable[[], T]) -> T | None:
    """Carries out what a form asks for. None where that was not done: nothing was sent, or the form says why not."""
    if not form.is_valid():
        return None
    try:
        return carry_out()
    except NotFit as refusal:
        form.refuse(refusal)
        return None


class _Name(forms.CharField):
    """The name of a person, read by the one rule for it."""

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            return person_name.person_name(typed) if typed else ""
        except identity.NotAnIdentity as wrong:
            raise forms.ValidationError(str(wrong)) from None


def name(label: str, **more: Any) -> forms.CharField:
    """A field for the name of a person."""
    return text(label, most=person_name.LONGEST, kind=_Name, **more)


def new_password(*, of_officer: bool = False) -> forms.CharField:
    """Whether it is good enough the act says, which knows whose it is; ``of_officer`` where only officers come."""
    least = "12 huruf atau angka" if of_officer else "8 huruf atau angka, petugas 12"
    return text(
        "Kata sandi baru",
        hint=f"Paling sedikit {least}. Tiga kata yang tidak berhubungan mudah diingat.",
        most=128,
        widget=forms.PasswordInput(),
        autocomplete="new-password",
    )


def text(
    label: str,
    *,
    hint: str = "",
    required: bool = True,
    widget: Any = None,
    kind: type[forms.CharField] = forms.CharField,
    **attrs: Any,
) -> forms.CharField:
    """A field for a line of text, with a kind sentence for when it is left empty."""
    field = kind(
        label=label,
        help_text=hint,
        required=required,
        max_length=attrs.pop("most", 300),
        widget=widget or forms.TextInput(attrs=attrs),
        error_messages={"required": wanted(label), "max_length": "Terlalu panjang."},
    )
    if widget is not None:
        field.widget.attrs.update(attrs)
    return field


CHOOSE = "Pilih salah satu."  # beside the question; a list of errors names the question too


def choice(
    label: str, choices: Any, *, hint: str = "", required: bool = True, widget: Any = forms.RadioSelect
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        required=required,
        choices=choices,
        widget=widget,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )


def one_of(label: str, choices: Any, *, hint: str = "", required: bool = True) -> forms.ChoiceField:
    """A choice from a list too long for radio buttons."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        required=required,
        choices=choices,
        widget=forms.Select,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )


class Files(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    """A list of files, each checked like a single one."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> Any:
        return [super(ManyFiles, self).clean(one, initial) for one in data or []]


def upload(
    label: str, *, hint: str = "", required: bool = True, accept: str = ACCEPT, many: bool = False, of_form: str = ""
) -> forms.FileField:
    """``of_form`` is the form with which it is sent, where it stands outside."""
    field, widget = (ManyFiles, Files) if many else (forms.FileField, forms.FileInput)
    return field(
        label=label,
        help_text=hint,
        required=required,
        widget=widget(
            attrs={"accept": accept} | ({"multiple": True} if many else {}) | ({"form": of_form} if of_form else {})
        ),
        error_messages={"required": "Pilih berkas dulu.", "empty": "Berkas kosong. Pilih berkas lain."},
    )


def sent_file(request: HttpRequest, name: str = "berkas") -> dict[str, Any]:
    """The bytes and the name of a file that may have been sent, as acts take it."""
    sent = request.FILES.get(name)
    return {"upload": sent.read() if sent else b"", "upload_name": (sent.name or "") if sent else ""}


class _Read(forms.CharField):
    """A field read by ``silastri.domain.number``; ``between`` are the smallest and the largest that is taken."""

    def __init__(self, read: Callable[[str], int], between: tuple[int, int], **words: Any) -> None:
        super().__init__(max_length=40, **words)
        self.read, self.between = read, between

    def clean(self, value: Any) -> int | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            found = self.read(typed)
        except number.NotANumber as error:
            raise forms.ValidationError(str(error)) from None
        least, most = self.between
        if not least <= found <= most:
            raise forms.ValidationError(f"Tulis angka dari {least} sampai {most}.")
        return found


def _numeric(
    read: Callable[[str], int], label: str, between: tuple[int, int], required: bool, hint: str, initial: int | None
) -> forms.Field:
    return _Read(
        read,
        between,
        label=label,
        help_text=hint,
        required=required,
        initial=initial,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": wanted(label), "max_length": "Terlalu panjang."},
    )


def money(label: str, *, hint: str = "", required: bool = True, initial: int | None = None) -> forms.Field:
    """A sum of whole rupiah."""
    return _numeric(number.money, label, (0, 10**number.MOST_DIGITS), required, hint, initial)


def count(
    label: str, *, least: int = 0, most: int = 10**9, hint: str = "", required: bool = True, initial: int | None = None
) -> forms.Field:
    """A whole number that somebody types."""
    return _numeric(number.whole, label, (least, most), required, hint, initial)


def whole(typed: str) -> int:
    """The number of a page's own that a browser sent back, or -1."""
    return number.sent_back(typed)


class Day(forms.DateInput):
    """A day typed as 20-11-2026, with a calendar beside it."""

    template_name = "components/ask/day.html"

    def format_value(self, value: Any) -> str:
        return written_day.in_figures(str(value)) if value else ""


class _Day(forms.DateField):
    """A day, read by the one rule for it."""

    widget = Day

    def to_python(self, value: Any) -> date | None:
        typed = str(value or "").strip()
        if not typed:
            return None
        try:
            return written_day.day(typed)
        except ValueError:
            raise forms.ValidationError(written_day.why_wrong(typed)) from None


def day(label: str, *, required: bool = True, hint: str = "") -> forms.DateField:
    return _Day(
        label=label,
        help_text=f"{hint}. {written_day.EXAMPLE}" if hint else written_day.EXAMPLE,
        required=required,
        error_messages={"required": wanted(label)},
    )


@dataclass(frozen=True)
class DayAsked:
    """A day by which a list is narrowed, as an address names it."""

    typed: str
    day: date | None
    error: str


def day_asked(sent: Mapping[str, Any], name: str) -> DayAsked:
    typed = str(sent.get(name, "")).strip()[:40]
    if not typed:
        return DayAsked("", None, "")
    try:
        found = written_day.day(typed)
    except ValueError:
        return DayAsked(typed, None, written_day.why_wrong(typed))
    if not 2000 <= found.year <= 2200:
        return DayAsked(typed, None, "Tulis tahun dari 2000 sampai 2200.")
    return DayAsked(typed, found, "")
