"""Who is looked for at the counter: by NIK, telephone number, name, or the number of a case."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from silastri.apps.accounts import queries as accounts
from silastri.apps.accounts.models import Person
from silastri.apps.cases import people as case_people
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.domain import identity
from silastri.domain.refusal import NotThere
from silastri.journey.apply.counter import is_unproven
from silastri.web.forms import Form, text
from silastri.web.guard import DeskRequest

_MOST = 20


class LookForm(Form):
    cari = text("NIK, nama, nomor HP, atau nomor pendaftaran", most=100, autocomplete="off", autofocus=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cari"].error_messages["required"] = "Isi dulu siapa yang dicari."
        if self.is_bound:  # what was found, or is wrong, is read first
            del self.fields["cari"].widget.attrs["autofocus"]


@dataclass(frozen=True)
class Looked:
    """The one who is meant, by NIK, the one case whose number it is, or all whose name has the words."""

    form: LookForm
    nik: str = ""
    ref: str = ""
    people: list[tuple[Person, list[Case]]] = field(default_factory=list)


def look(request: DeskRequest, services: Collection[int]) -> Looked:
    """What was looked for, among the cases of those services. Another page that knows the NIK sends it as ``nik``, and
    who was found is opened by ``orang``, the number of a case. Raises NotThere."""
    post, office = request.POST, request.desk.office.pk
    if "orang" in post:
        return Looked(LookForm(), nik=_of_case(post["orang"], office, services))
    typed = post.get("nik", post.get("cari"))
    form = LookForm(None if typed is None else {"cari": typed})
    if not form.is_valid():
        return Looked(form)
    words = form.cleaned_data["cari"]
    if "nik" not in post and any(letter.isalpha() for letter in words):
        found = list(cases.of_office(office, services, words=words)[:_MOST])
        ref = words.upper() if [case.ref for case in found] == [words.upper()] else ""
        return Looked(form, ref=ref, people=_by_person(found))
    try:
        return Looked(form, nik=_by_number(request, words))
    except identity.NotAnIdentity as wrong:
        form.add_error("cari", str(wrong))
        return Looked(form)


def _of_case(ref: str, office: int, services: Collection[int]) -> str:
    case = cases.of_office(office, services).filter(ref=ref).first()
    if case is None or not case.applicant.nik:
        raise NotThere("Permohonan ini tidak ada di loket ini.")
    return str(case.applicant.nik)


def _by_person(found: Iterable[Case]) -> list[tuple[Person, list[Case]]]:
    people: dict[int, tuple[Person, list[Case]]] = {}
    for case in found:
        people.setdefault(case.applicant_id, (case.applicant, []))[1].append(case)
    return list(people.values())


def _by_number(request: DeskRequest, digits: str) -> str:
    """A NIK, or that of the holder of a telephone number if this office knows him: of others it tells nothing.

    Raises NotAnIdentity.
    """
    try:
        phone = identity.whatsapp(digits).e164
    except identity.NotAnIdentity:
        return identity.nik(digits, request.today).digits
    person = accounts.by_phone(phone)
    if (
        person
        and person.nik
        and not is_unproven(person)
        and request.desk.office.pk in case_people.offices_of(person.pk)
    ):
        return str(person.nik)
    raise identity.NotAnIdentity("Nomor HP ini belum dikenal di kantor ini. Cari dengan NIK.")
