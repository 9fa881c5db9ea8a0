"""Walks one case through the pages of a practice installation."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter
from silastri.apps.messages.models import Message
from silastri.apps.offices import queries as offices
from silastri.domain.case.workflow import ONWARD
from silastri.domain.definition.offer import Offer
from silastri.domain.definition.sop import Step
from silastri.domain.kinds import Kind
from silastri.jobs import worker
from silastri.journey.case import invite
from silastri.journey.letters.authenticate import Result, authenticate_file
from silastri.practice import open_places, sample
from silastri.web.questions import in_parts

from . import parties, people, places, proofs
from .afterwards import Afterwards
from .branch import Branch
from .page import WebForm
from .persons import APPLICANT_NIK
from .told import Told
from .visitor import Lost, Visitor

_APPLICANT = ("Warga Contoh", APPLICANT_NIK, "0812 0000 0777", "sandi-latihan-9")


class Walk(Afterwards):
    def __init__(self, office: str, service: str, branch: Branch, out: Path | None) -> None:
        self.office_slug, self.service_slug, self.branch, self.out = office, service, branch, out
        self.visitors: dict[str, Visitor] = {}
        self.told_messages = 0
        self.turned = False
        self.before: Case | None = None  # another person, who has the only place of a quota
        self.filer_is_known = False
        self.typed: dict[str, str] = {}  # what is answered otherwise than in the sample

    def run(self) -> Iterator[Told]:
        """Yields each step as it is done. Raises Lost when a page does not let a person go on."""
        service = catalog.service(self.office_slug, self.service_slug)
        version = catalog.current(service, offices.today(service.office, timezone.now())) if service else None
        if service is None or version is None:
            raise Lost(f"layanan {self.office_slug}/{self.service_slug} tidak ada")
        self.service, self.definition = service, catalog.definition(version.pk)
        self.first = self.definition.sop.steps[0]
        if self.first.online and not self.filer_is_known:
            yield self._register()
        yield from self._parents()
        if self.branch.waits:
            self.before = places.fill(self)
        yield self._apply(self._begun_online() if self.first.online else self._begun_at_counter())
        yield from self._through()
        yield from self._afterwards()

    def _through(self) -> Iterator[Told]:
        """Takes the case from handing in to its end."""
        while (case := self._case()).step:
            yield self._next(case, self.definition.sop.step(case.step))
        yield self._end(case)

    def _next(self, case: Case, step: Step) -> Told:
        if case.state == "returned":
            return self._repair(case)
        if case.state == "waiting":
            return self._tell(step, places.admit(self, case), case.post, "diterima dari daftar tunggu")
        alone = self.first.online or not step.recorder  # without an account the counter records it
        if step.kind is Kind.PAY and alone and not self.branch.pay_at_counter:
            return self._pay(case, step)
        if step.kind is Kind.RESPOND and alone:
            return self._respond(step)
        self._jump(case, step)
        if step.slots:
            places.choose(self, case, step)
        return self._at_desk(case, step)

    # The applicant, or the counter for the applicant

    def _register(self) -> Told:
        name, nik, phone, password = _APPLICANT
        nik = self.branch.variant.nik or nik
        visitor = self.filer = Visitor(name)
        visitor.open("/")
        visitor.click("Daftar akun")
        typed = {"nama": name, "nik": self._nik(nik), "telepon": phone, "setuju": "on"}
        visitor.send(visitor.form("Daftar"), typed)
        link = re.search(rf"{re.escape(settings.SITE_URL)}(/\S+)", self._new_messages()[-1].body)
        if not link:
            raise Lost("pesan pendaftaran tidak memuat tautan")
        visitor.open(link[1])
        visitor.send(visitor.form("Aktifkan"), {"sandi": password})
        visitor.send(visitor.form(has="sandi"), {"nama": phone, "sandi": password})
        return Told("pendaftaran akun", name, "pemohon", "aktif", timezone.now(), messages=["aktivasi"])

    def _nik(self, nik: str) -> str:
        """The NIK of somebody in the registry, where the walk needs one."""
        looks_up = any(step.kind is Kind.LOOK_UP for step in self.definition.sop.steps)
        return sample.listed()[0].nik if looks_up and self.branch.variant.listed else nik

    def _apply(self, visitor: Visitor) -> Told:
        found = re.match(r"(?P<page>.*/(?P<ref>[A-Z]{2,5}-[\w-]+)/)", visitor.path)
        if found is None:
            raise Lost(f"{visitor.name}: {visitor.path} bukan halaman permohonan")
        self.ref, self.at = found["ref"], found["page"]
        visitor.open(self.at)
        if self.definition.standard.form:
            visitor.click("Isi formulir")
            while "/formulir/" in visitor.path:
                self._fill_in(visitor)
            visitor.open(self.at)
        visitor.click("Unggah berkas")
        self._upload({r.key: r.label for r in self.definition.standard.requirements})
        self._submit()
        by = "pemohon" if self.first.online else f"{self.first.recorder} untuk pemohon"
        return self._tell(self.first, visitor.name, by, ONWARD)

    def _fill_in(self, visitor: Visitor) -> None:
        """One page of the form. An invented NIK need not fit the invented birth date: both are said to be right."""
        form = visitor.form("Lanjutkan")
        typed = self._typed(form)
        typed |= in_parts(typed)
        form.names.add("yakin")
        visitor.send(form, {name: value for name, value in typed.items() if name in form.names} | {"yakin": "ya"})

    def _typed(self, form: WebForm) -> dict[str, str]:
        straight = open_places.answers(self.definition, 0, today=self.today, service=self.service)
        found = straight | self.branch.variant.answers
        return found | self.letters_on(form, self.definition) | self.typed

    def _begun_online(self) -> Visitor:
        visitor = self.filer
        visitor.open("/")
        visitor.click("Layanan")
        visitor.click(Offer.of(self.definition.standard).title)
        visitor.send(visitor.form("Ajukan permohonan"))
        return visitor

    def _begun_at_counter(self) -> Visitor:
        name, nik, _, _ = _APPLICANT
        nik = self.branch.variant.nik or nik
        holders = offices.holders(self.service.office, str(self.first.recorder), self.today)
        visitor = self.filer = self.signed_in(holders[0])
        visitor.follow("Halaman saya", "Loket")
        visitor.send(visitor.form(has="cari"), {"cari": self._nik(nik)})
        typed = {"nama": name, "alamat": "Jalan Latihan Nomor 1", "layanan": str(self.service.pk)}
        visitor.send(visitor.form("Mulai pendaftaran"), typed)
        return visitor

    def _upload(self, wanted: dict[str, str]) -> None:
        """Hands in a document for each requirement that the page offers."""
        visitor = self.filer
        offered = [form.values["persyaratan"] for form in visitor.page.forms if "berkas" in form.names]
        for key in offered:
            form = next(f for f in visitor.page.forms if "berkas" in f.names and f.values["persyaratan"] == key)
            visitor.send(form, {"berkas": sample.scan(wanted[key], timezone.now())})

    def _submit(self) -> None:
        visitor = self.filer
        visitor.open(self.at)
        visitor.click("Periksa dan kirim")
        visitor.send(visitor.form("Kirim permohonan"))

    def _repair(self, case: Case) -> Told:
        visitor = self.filer
        visitor.open(self.at)
        visitor.click("Perbaiki sekarang")
        self._upload({r.key: r.label for r in self.definition.standard.requirements})
        step = self.definition.sop.step(case.step)
        visitor.send(visitor.form("Kirim perbaikan"))
        return self._tell(step, visitor.name, "pemohon", "perbaikan")

    def _pay(self, case: Case, step: Step) -> Told:
        visitor = self.filer
        visitor.open(self.at)
        visitor.click("Lihat dan bayar")
        if self.definition.standard.fee.payee:
            proof = {"nomor_bukti": "NTPN-CONTOH-1", "berkas": sample.scan("Bukti bayar", timezone.now())}
            visitor.send(visitor.form("Kirim bukti bayar"), proof)
            return self._at_desk(case, step)
        visitor.send(visitor.form("Bayar sekarang"))
        visitor.send(visitor.form("Bayar (simulasi)"))
        return self._tell(step, visitor.name, "pemohon", "dibayar")

    def _respond(self, step: Step) -> Told:
        visitor = self.filer
        visitor.open(self.at)
        visitor.click(step.name)
        form = visitor.form("Kirim")
        typed = {name: value for name, value in sample.typed(step.form).items() if name in form.names}
        visitor.send(form, typed | ({"berkas": sample.scan(step.upload, timezone.now())} if step.upload else {}))
        return self._tell(step, visitor.name, "pemohon", "ditanggapi")

    # The officers

    def _jump(self, case: Case, step: Step) -> None:
        """Jumps over a waiting time that the law sets."""
        if step.kind is Kind.WAIT:
            Case.objects.filter(pk=case.pk).update(due_at=timezone.now())

    def _at_desk(self, case: Case, step: Step) -> Told:
        post = step.recorder if step.by_applicant and step.recorder else step.actor
        officer = offices.holders(case.office, post, self.today)[0]
        visitor = self.signed_in(officer)
        if invite.is_offered(case):
            self._survey()
        visitor.follow("Halaman saya", "Tugas saya")
        visitor.click(self.ref)
        papers = self._save_letter(visitor, "konsep-surat.pdf") if step.kind is Kind.SIGN else []
        outcome = self._outcome(step)
        filled = sample.typed(step.form) | self.branch.variant.filled.get(step.key, {})
        if step.kind is Kind.ASK:
            parties.all_answer(parties.Round(self.ref, visitor, self.signed_in, outcome, self.branch.variant.filled))
            visitor.open(f"/petugas/permohonan/{self.ref}/")
        people.do(people.Doing(visitor, step, outcome, filled, self.branch.variant.listed, self.today))
        if step.kind is Kind.CHECK and outcome == ONWARD:
            visitor.open(f"/petugas/permohonan/{self.ref}/")
            visitor.click("Tanda terima")
            papers = self._save(visitor, "tanda-terima.pdf")
        found = offices.definition(case.office).post(post)
        return self._tell(step, officer.name, found.title if found else post, outcome, papers)

    def _outcome(self, step: Step) -> str:
        if step.key == self.branch.turn_at and not self.turned:
            self.turned = True
            return self.branch.outcome
        return ONWARD

    def signed_in(self, officer: Person) -> Visitor:
        phone = officer.phone or ""
        if phone not in self.visitors:
            visitor = self.visitors[phone] = Visitor(officer.name)
            visitor.open("/")
            visitor.click("Masuk")
            visitor.send(visitor.form(has="sandi"), {"nama": phone, "sandi": sample.PASSWORD})
            proofs.give(visitor, officer)
        return self.visitors[phone]

    def _survey(self) -> None:
        """The applicant answers from his own page, or as anybody does who has the registration number."""
        if self.first.online:
            visitor = self.filer
            visitor.open(self.at)
            visitor.click("Isi survei kepuasan")
        else:
            visitor = Visitor("Pemohon")
            visitor.open("/")
            visitor.click("Nilai layanan kami")
            visitor.send(visitor.form("Lanjutkan"), {"kode": self.ref})
        form = visitor.form("Kirim jawaban")
        visitor.send(form, {name: "4" for name in form.names if re.fullmatch(r"u[1-9]|tambahan-.+", name)})

    # The results

    def _end(self, case: Case) -> Told:
        told = Told("selesai", "", "", "", case.ended_at or timezone.now(), state=case.state)
        if case.state != "done":
            return told
        if invite.is_offered(case):
            self._survey()
        visitor = self.filer
        visitor.open(self.at if self.first.online else f"/petugas/permohonan/{self.ref}/")
        made = list(letters.products(case))
        if not made:
            visitor.click("Petunjuk")
            told.papers, told.outcome = self._save(visitor, "petunjuk.pdf"), "petunjuk"
            return told
        found = []
        for n, letter in enumerate(made):
            name = "surat.pdf" if n == 0 else f"surat-{letter.key.replace(':', '-')}.pdf"
            self._open_letter(visitor, letter)
            told.papers += self._save(visitor, name)
            is_wet = letter.mode == "basah"
            found.append("basah" if is_wet else authenticate_file(visitor.content).result)
        told.letter = str(self.out / "surat.pdf") if self.out else None
        told.outcome = next((one for one in found if one not in ("basah", Result.GENUINE)), found[0])
        return told

    def _open_letter(self, visitor: Visitor, letter: Letter) -> None:
        """Opens one of the letters from the page of the case."""
        visitor.open(self.at if self.first.online else f"/petugas/permohonan/{self.ref}/")
        if not self.first.online:
            visitor.click(letter.number)
            return
        link = next((one for one in visitor.page.links if one.href.endswith(f"/surat/{letter.key}.pdf")), None)
        if link is None:
            raise Lost(f"{visitor.name}: {letter.name} tidak dapat diunduh")
        visitor.open(link.href)

    def _tell(self, step: Step, actor: str, post: str, outcome: str, papers: list[str] | None = None) -> Told:
        case = self._case()
        return Told(
            step=step.name,
            actor=actor,
            post=post,
            outcome=outcome,
            at=timezone.now(),
            due=case.due_at,
            promise=case.promise_due_at,
            messages=[f"{m.person.name if m.person else m.to}: {m.body.splitlines()[0]}" for m in self._new_messages()],
            papers=papers or [],
            state=case.state,
        )

    def _new_messages(self) -> list[Message]:
        """The messages since the last call, sent by the worker as always."""
        worker.send_messages(timezone.now())
        found = list(Message.objects.filter(pk__gt=self.told_messages).select_related("person").order_by("pk"))
        self.told_messages = found[-1].pk if found else self.told_messages
        return found

    def _save_letter(self, visitor: Visitor, name: str) -> list[str]:
        visitor.click("di tab baru")  # the letter is the first paper of the viewer
        saved = self._save(visitor, name)
        visitor.open(f"/petugas/permohonan/{self.ref}/")
        return saved

    def _save(self, visitor: Visitor, name: str) -> list[str]:
        if visitor.status != 200 or not visitor.content.startswith(b"%PDF-"):
            raise Lost(f"{name} tidak terbit: {visitor.status}")
        if self.out:
            self.out.mkdir(parents=True, exist_ok=True)
            (self.out / name).write_bytes(visitor.content)
        return [name]

    def _case(self) -> Case:
        return Case.objects.select_related("office").get(ref=self.ref)
