"""Invented people, answers and scans for the demo and for walks, all recognisable as examples."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from silastri.adapters.intake import intake
from silastri.adapters.pdf import printer
from silastri.apps.accounts.keys import index_of
from silastri.apps.accounts.models import Person
from silastri.domain.case.sample import letter_on_paper, typed
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.office import Office
from silastri.domain.kinds import Kind
from silastri.domain.registry import Row

__all__ = ["letter_on_paper", "typed"]  # the answers are the domain's own sample

PASSWORD = "contoh-sandi-1"
PASSPHRASE = "frasa contoh"

_GIVEN = ("Ayu", "Bima", "Citra", "Dewi", "Eko", "Fitri", "Gilang", "Hana", "Indra", "Joko", "Kartika", "Lestari")
_CITIZENS = (
    ("Rani Contoh", "1407014107900001", "+6281200000001"),
    ("Slamet Contoh", "1407021502850001", "+6281200000002"),
    ("Wati Contoh", "1407035203800001", "+6281200000003"),
)
_NIP = ("197504171999032004", "197001021995121001", "198003052006042002", "198511202010011003")
_BORN = date(1970, 1, 2)  # every head in the demo


def citizens(at: datetime) -> list[Person]:
    """Three applicants with active accounts."""
    return [_person(name=name, phone=phone, at=at, nik=nik, nik_index=index_of(nik)) for name, nik, phone in _CITIZENS]


def citizen(nik: str, at: datetime) -> Person:
    """An applicant with that NIK, from which age and sex follow."""
    return _person(name="Warga Contoh", phone=f"+62812{nik[6:12]}01", at=at, nik=nik, nik_index=index_of(nik))


def officer(number: int, title: str, at: datetime, *, is_head: bool) -> Person:
    """The officer with that number: the telephone, and for a head NIK, NIP and rank, are made from it."""
    name = f"{_GIVEN[number % len(_GIVEN)]} Contoh"
    extra = _of_head(number) if is_head else {}
    return _person(name=f"Dra. {name}, M.Si." if is_head else name, phone=f"+628120001{number:04}", at=at, **extra)


def _of_head(number: int) -> dict[str, str]:
    """The data of a head, who signs: a NIK for the certificate, NIP and rank for the letter."""
    nik = f"140701{_BORN:%d%m%y}{number % 10_000:04}"
    return {"nik": nik, "nik_index": index_of(nik), "nip": _NIP[number % len(_NIP)], "rank": "Pembina Tk. I (IV/b)"}


def _person(*, name: str, phone: str, at: datetime, **extra: Any) -> Person:
    person, is_new = Person.objects.get_or_create(
        phone=phone, defaults={"name": name, "registered_at": at, "activated_at": at, "identified_at": at, **extra}
    )
    if is_new:
        person.password = _password()
        person.save(update_fields=["password"])
    return person


@cache
def _password() -> str:
    """The hash of the one password of all: a hash takes as long as a person's first steps."""
    return make_password(PASSWORD)


def answers(definition: Definition, number: int = 0) -> dict[str, str]:
    """Possible answers to the form of a service."""
    return typed(definition.standard.form, number)


def scan(name: str, at: datetime) -> bytes:
    """A one-page PDF with that title, as of the first of the month: a month has one scan of a title."""
    return _scan(name, at.replace(day=1, hour=0, minute=0, second=0, microsecond=0))


@lru_cache(maxsize=64)
def _scan(name: str, at: datetime) -> bytes:
    lines = ["Berkas ini dibuat sistem untuk mode demo dan latihan.", "Tidak berlaku sebagai dokumen resmi."]
    data = {"title": name, "office": {"short": "SILASTRI"}, "mark": "CONTOH", "name": name, "lines": lines}
    return printer().draw("sample", data, at=at)


def tidy_ahead(titles: Iterable[str], at: datetime) -> None:
    """What tidies files is a process of its own and remembers them: it begins while the demo is still without cases."""
    for title in titles:
        intake().tidy(scan(title, timezone.localtime(at)))


def survey() -> dict[str, Any]:
    marks = {f"u{n}": 4 if n % 3 else 3 for n in range(1, 10)}
    return marks | {"sex": "P", "age": "30-39", "education": "SMA", "occupation": "Lainnya", "suggestion": ""}


def heads(office: Office, services: list[Definition]) -> set[str]:
    """The posts that need a NIP and a signing key: those without a superior, and those named to sign."""
    named = {product.signer for service in services for product in service.standard.products if product.signer}
    signing = {step.actor for service in services for step in service.sop.steps if step.kind is Kind.SIGN}
    return {post.key for post in office.posts if post.superior is None or post.key in named | signing}


def listed() -> list[Row]:
    """The people in the demo's social registry: two of the three citizens."""
    return [
        Row(nik, f"140701010101{n:04}", name, {"desil": n, "pkh": n == 1, "pbi_jkn": True, "pbi_nonaktif_sejak": ""})
        for n, (name, nik, _) in enumerate(_CITIZENS[:2], start=1)
    ]
