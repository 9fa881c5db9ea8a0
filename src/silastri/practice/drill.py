"""Looks whether a restored home is whole. It runs inside that home, never in the one that people use."""

import json
import secrets
from collections.abc import Callable, Iterator
from datetime import datetime

from django.conf import settings

from silastri.apps.accounts import factors
from silastri.apps.accounts.models import Authenticator, Person
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.documents import queries as documents
from silastri.apps.documents.models import StoredFile
from silastri.apps.letters import ledger
from silastri.apps.letters.models import Letter, Register
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Posting
from silastri.domain.act import SYSTEM, Act
from silastri.jobs.backup.drill import EXPECTED, PRACTICE
from silastri.jobs.backup.manifest import Manifest
from silastri.journey.letters.authenticate import Result, authenticate_file
from silastri.journey.office import anchor

from .walk import proofs
from .walk.visitor import Lost, Visitor

_LETTERS, _ROWS, _FILES = 10, 200, 50


class NotWhole(Exception):
    """Something is missing or not as it was; says what."""


Look = Callable[[datetime], str]  # says what was right, or raises NotWhole


def look(at: datetime) -> list[tuple[str, bool]]:
    """Every look, and whether it found all right."""
    assert (settings.HOME / PRACTICE).exists(), "passwords are changed here: only in a home that is thrown away"
    return [_looked(one, at) for one in LOOKS]


def _looked(one: Look, at: datetime) -> tuple[str, bool]:
    try:
        return one(at), True
    except NotWhole as wrong:
        return str(wrong), False
    except Exception as error:  # whatever a broken row brings, the other looks are taken
        return f"Pemeriksaan {one.__name__} berhenti: {type(error).__name__}: {str(error)[:150]}", False


def sign_in(at: datetime) -> str:
    """Somebody of each post of each office signs in and sees the desk, and a citizen sees his applications."""
    posts = 0
    for office in offices.offices():
        on = offices.today(office, at)
        for post in offices.definition(office).posts:
            person = next((one for one in offices.in_charge(office, post.key, on) if one.phone and one.is_active), None)
            if person:
                _enters(person, "/petugas/", f"{office.slug}/{post.key}")
                posts += 1
    officers = Posting.objects.values("person")
    citizens = Person.objects.filter(phone__isnull=False, activated_at__isnull=False).exclude(pk__in=officers)
    citizen = citizens.order_by("-pk").first()
    if citizen:
        _enters(citizen, "/permohonan/", "pemohon")
    return f"Petugas dari {posts} jabatan {'dan seorang pemohon ' if citizen else ''}dapat masuk."


def _enters(person: Person, page: str, who: str) -> None:
    """By the page on which people sign in, with a password that only this copy knows."""
    password = secrets.token_urlsafe(16)
    person.set_password(password)
    person.save(update_fields=["password"])
    visitor = Visitor(who)
    try:
        visitor.open("/masuk/")
        visitor.send(visitor.form(has="sandi"), {"nama": str(person.phone), "sandi": password})
        if not _is_proven(visitor, person):
            return
        visitor.open(page)
    except Lost as lost:
        raise NotWhole(f"{who} tidak dapat masuk: {str(lost)[:150]}") from None
    if visitor.status != 200 or visitor.path.startswith("/masuk"):
        raise NotWhole(f"{who} tidak dapat masuk: {visitor.path} menjawab {visitor.status}.")


def _is_proven(visitor: Visitor, person: Person) -> bool:
    """Gives the second proof by the secret that the backup holds, or sets one up where none is. False for who has a
    passkey alone: only its device can answer, and that it is asked for shows that the account is there."""
    if not visitor.path.startswith("/masuk/bukti"):
        return True
    if factors.authenticator(person) is None and factors.passkeys(person):
        return False
    Authenticator.objects.filter(person=person).update(last_step=0)  # its code of this half minute may be used up
    proofs.give(visitor, person)
    return True


def open_sealed(at: datetime) -> str:
    """What was encrypted with the data key opens with the restored one."""
    people = [person.nik for person in Person.objects.exclude(nik=None).order_by("-pk")[:_ROWS]]
    cases = [case.answers for case in Case.objects.order_by("-pk")[:_ROWS]]
    gone = bad = 0
    hashes = list(StoredFile.objects.order_by("-pk").values_list("sha256", flat=True)[:_FILES])
    for sha256 in hashes:
        try:
            documents.content(sha256)
        except documents.Destroyed:
            gone += 1
        except documents.Damaged:
            bad += 1
    if bad:
        raise NotWhole(f"{bad} dari {len(hashes)} berkas hilang atau rusak.")
    return f"Data tersandi terbuka: {len(people)} NIK, {len(cases)} permohonan, {len(hashes) - gone} berkas."


def follow_chain(at: datetime) -> str:
    """Every control card, seal and line of the log is as it was sealed."""
    if doubts := anchor.verify(Act(SYSTEM, at, "command")):
        raise NotWhole(f"{len(doubts)} segel tidak cocok: {doubts[0]}")
    rows, least = StepRun.objects.count(), _expected().cards
    if rows < least:
        raise NotWhole(f"Kartu kendali berkurang: {rows} baris, mestinya paling sedikit {least}.")
    return f"Rantai kartu kendali utuh: {rows} baris."


def count_numbers(at: datetime) -> str:
    """No number is missing, none is there twice, and no register is behind what it was."""
    lost = [f"{office.slug}: {name}" for office in offices.offices() for name in ledger.lost(office.pk)]
    if lost:
        raise NotWhole(f"Buku nomor tidak lengkap: {', '.join(lost[:5])}.")
    registers = Register.objects.select_related("office")
    now = {f"{one.office.slug}/{one.key}/{one.year}": one.last for one in registers}
    behind = [name for name, last in _expected().registers.items() if now.get(name, 0) < last]
    if behind:
        raise NotWhole(f"Nomor berkurang di buku {', '.join(behind[:5])}.")
    return f"Buku nomor lengkap: {len(now)} buku, {sum(now.values())} nomor, tidak ada yang ganda atau hilang."


def verify_letters(at: datetime) -> str:
    """Ten letters, the newest and some from before: their signature, and that the file is the one registered."""
    found = 0
    for letter in _some_letters():
        try:
            answer = authenticate_file(documents.content(letter.sha256))
        except documents.Destroyed:
            continue
        except documents.Damaged as error:
            raise NotWhole(f"Berkas surat {letter} hilang atau rusak: {error}") from None
        if answer.result is not Result.GENUINE or answer.letter is None or answer.letter.pk != letter.pk:
            raise NotWhole(f"Surat {letter} tidak terbukti asli: {answer.why}")
        found += 1
    return (
        f"{found} surat diperiksa: tanda tangannya sah dan berkasnya yang terdaftar." if found else "Belum ada surat."
    )


def _some_letters() -> Iterator[Letter]:
    signed = Letter.objects.filter(state=Letter.State.SIGNED).exclude(number="").order_by("-pk")
    count = signed.count()
    for place in sorted({count * n // _LETTERS for n in range(_LETTERS)} | set(range(min(count, _LETTERS // 2))))[
        :_LETTERS
    ]:
        if place < count:
            yield signed[place]


def _expected() -> Manifest:
    return Manifest.model_validate(json.loads((settings.HOME / EXPECTED).read_text(encoding="utf-8")))


LOOKS: tuple[Look, ...] = (sign_in, open_sealed, follow_chain, count_numbers, verify_letters)
