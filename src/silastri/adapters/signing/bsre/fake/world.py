"""What the fake service knows: who may sign, what it signed, and how it is told to behave."""

import base64
import io
import secrets
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs12
from django.utils.module_loading import import_string

from silastri.adapters.signing.bsre import verdict
from silastri.adapters.signing.local import LocalSigner
from silastri.adapters.signing.port import Level, Order, Signer, Verdict
from silastri.domain.number import is_digits

from .mood import ALL, SIGN, Mood

_KEPT = 500  # signed letters for which one can still ask


class Refused(Exception):
    """Not signed, with the vendor's code."""

    def __init__(self, code: int, word: str = "") -> None:
        super().__init__(code)
        self.code, self.word = code, word


@dataclass(frozen=True, slots=True)
class Access:
    """The credentials of the application, and the passphrase of every signer."""

    user: str = "esign"
    password: str = "contoh-sandi-1"
    passphrase: str = "frasa contoh"

    @property
    def header(self) -> str:
        return "Basic " + base64.b64encode(f"{self.user}:{self.password}".encode()).decode()


class World:
    def __init__(
        self,
        *,
        authority: Path,
        signers: Path,
        name_of: Callable[[str], str | None],
        now: Callable[[], datetime],
        access: Access | None = None,
    ) -> None:
        """``name_of`` gives the name of a NIK, None for a NIK that nobody has. ``signers``: folder for their keys."""
        self.signer, self.access = LocalSigner(authority, signers, level=Level.B_T), access or Access()
        self.documents: dict[str, bytes] = {}
        self.asked = self.signed = 0  # requests for a signature; signatures made
        self.totp: dict[str, str] = {}
        self._name_of, self._now, self._people = name_of, now, dict[str, int]()
        self._mood, self._lock = Mood(), threading.Lock()

    @property
    def mood(self) -> Mood:
        return self._mood

    def tell(self, mood: Mood) -> None:
        with self._lock:
            self._mood = mood

    def take_mood(self, call: str) -> Mood:
        """The behaviour for this request. A mood for a number of requests ends with the last of them."""
        with self._lock:
            self.asked += call == SIGN
            mood = self._mood
            if not mood.is_for(call):
                return Mood()
            if mood.times and (call == SIGN or mood.where == ALL):
                self._mood = replace(mood, times=mood.times - 1) if mood.times > 1 else Mood()
            return mood

    def state(self, nik: str, mood: Mood) -> tuple[str, int]:
        """The word and the code for the state of a person's certificate."""
        if not (is_digits(nik) and len(nik) == 16):
            return "NOT_REGISTERED", 2011
        if mood.word:
            return mood.word, {"NOT_REGISTERED": 2011, "NO_CERTIFICATE": 2021}.get(mood.word, 2041)
        return ("ISSUE", 1111) if self._name_of(nik) else ("NO_CERTIFICATE", 2021)

    def sign(self, nik: str, secret: str, order: tuple[str, str], pdf: bytes, mood: Mood) -> tuple[str, bytes]:
        """The name and the file of a signed letter; ``order`` is reason and place. Raises Refused."""
        if mood.name.startswith(("kode-", "kode200-")):
            raise Refused(mood.number)
        word, code = self.state(nik, mood)
        if word != "ISSUE":
            raise Refused(code, word)
        if secret not in (self.access.passphrase, self.totp.get(nik)):
            raise Refused(2031)
        if not pdf.startswith(b"%PDF-"):
            raise Refused(2041)
        reason, place = order
        signed = self._signed(nik, _with_a_page_more(pdf) if mood.name == "lain" else pdf, reason, place)
        return self._keep(signed), _spoiled(pdf, signed, mood.name)

    def verdict(self, pdf: bytes) -> tuple[Verdict, int]:
        """What is to be said of a file, and how many signatures it has. Raises ValueError for what is no PDF."""
        read = import_string("pyhanko.pdf_utils.reader.PdfFileReader")  # slow to load, and few ask
        try:
            count = len(read(io.BytesIO(pdf), strict=False).embedded_regular_signatures)
        except Exception as error:  # a broken file may break the reader anywhere
            raise ValueError("not a PDF") from error
        return self.signer.verify(pdf), count

    def chain(self, nik: str) -> list[x509.Certificate]:
        """The certificates of a person; empty without a certificate."""
        if self.state(nik, Mood())[0] != "ISSUE":
            return []
        locked = self.signer.authority.key_file(self._person(nik)).read_bytes()
        leaf = pkcs12.load_pkcs12(locked, self.access.passphrase.encode()).cert
        return [*([leaf.certificate] if leaf else []), self.signer.authority.certificate]

    def make_totp(self, nik: str) -> str:
        """The code that the signer's own application would show."""
        self.totp[nik] = f"{secrets.randbelow(10**6):06}"
        return self.totp[nik]

    def _signed(self, nik: str, pdf: bytes, reason: str, place: str) -> bytes:
        person = self._person(nik)
        with self.signer.pen(Signer(person), self.access.passphrase) as pen:
            return pen.sign(pdf, Order(verdict.number(reason), place, self._now())).pdf

    def _person(self, nik: str) -> int:
        """The person with that NIK, who gets a key under the demo authority at the first request."""
        with self._lock:
            if nik not in self._people:
                self._people[nik] = len(self._people) + 1
                name = self._name_of(nik) or nik
                self.signer.issue(person=self._people[nik], name=name, passphrase=self.access.passphrase)
            return self._people[nik]

    def _keep(self, signed: bytes) -> str:
        name = uuid.uuid4().hex
        with self._lock:
            self.signed += 1
            self.documents[name] = signed
            if len(self.documents) > _KEPT:
                del self.documents[next(iter(self.documents))]
        return name


def _with_a_page_more(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.add_blank_page()
        document.save(out)
    return out.getvalue()


def _spoiled(sent: bytes, signed: bytes, mood: str) -> bytes:
    if mood == "mentah":
        return sent
    if mood == "rusak":
        place = signed.index(b"stream") + 40
        return signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
    return signed
