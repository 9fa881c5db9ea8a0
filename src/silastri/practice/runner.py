"""Takes one practice case along, one act at a time, by the same acts as real people."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.cases.operations import Verdict
from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Service
from silastri.apps.duties.models import Duty
from silastri.apps.letters.models import Letter
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.surveys.models import Response
from silastri.apps.surveys.operations import code_of
from silastri.domain.act import Act, Actor, Via
from silastri.domain.case.workflow import ONWARD, State
from silastri.domain.check import needs_a_letter
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.sop import Step
from silastri.domain.kinds import Kind
from silastri.journey.apply import counter, draft, renew, submit, withdraw
from silastri.journey.case.dossier import dossier_of
from silastri.journey.case.letter_choices import choices, letter_questions
from silastri.journey.case.products import is_wet
from silastri.journey.desk import admit, appointment
from silastri.journey.letters import duty
from silastri.journey.papers.minutes import Present, Report
from silastri.journey.signing import ink, sign
from silastri.journey.steps import (
    ask,
    check,
    decide,
    hand_over,
    look_up,
    number,
    pay,
    print_out,
    refund,
    respond,
    review,
    search_registry,
    visit,
    wait,
)
from silastri.journey.steps.check import FORM, asked
from silastri.journey.surveys import answer as survey

from . import open_places, parties, sample
from .walk.variant import straight

NOT_SIGNED = "penerima menandatangani buku ekspedisi."
WRONG = "Tulisan tidak terbaca. Foto lagi di tempat terang."


class Runner:
    """The acts are in the office's hours, some of them today and some in the days before ``at``."""

    def __init__(self, service: Service, applicant: Person, at: datetime, number: int) -> None:
        self.service, self.applicant, self.number = service, applicant, number
        self.office = service.office
        self.time = offices.working_time(self.office)
        self.start, self.today = self.time.local(at), self.time.day(at)
        self.days_ago = number % 3 * 2  # some of today, some late
        self.minutes = 0
        version = catalog.current(service, self.today)
        assert version
        self.definition: Definition = catalog.definition(version.pk)
        self.first = self.definition.sop.steps[0]
        self.answers: dict[str, str] | None = None  # what is answered otherwise than in the straight case

    def _now(self) -> datetime:
        """Twenty office-like minutes after the last act, from nine in the morning of a working day."""
        day = self.time.workday_from(self.today - timedelta(days=self.days_ago))
        moment = self.start.replace(year=day.year, month=day.month, day=day.day, hour=9, minute=0, second=0)
        self.minutes += 20
        return min(moment + timedelta(minutes=self.minutes), self.start)

    def applicant_act(self) -> Act:
        """An act of the applicant, or of the counter if the office takes applications only there."""
        if not self.first.online and self.first.recorder:
            return self._officer(self.first.recorder, "counter")[0]
        return Act(Actor(self.applicant.pk, self.applicant.name), self._now(), "web")

    def _officer(self, post: str, via: Via = "web") -> tuple[Act, Person]:
        now = self._now()
        person = offices.holders(Office.objects.get(pk=self.office.pk), post, self.time.day(now))[0]
        return Act(Actor(person.pk, person.name, self.office.pk, {post: ""}), now, via), person

    # What the applicant does

    def drafted(self) -> Case:
        act = self.applicant_act()
        if act.via == "counter":
            person = self.applicant
            counter.take_in(act, name=person.name, nik=person.nik or "")
        address = "Jalan Contoh Nomor 2" if act.via == "counter" else ""
        case = draft.start(act, service=self.service, applicant=self.applicant, address=address)
        return draft.answer(self.applicant_act(), ref=case.ref, raw=self._answers() | self._letters(case))

    def _letters(self, case: Case) -> dict[str, str]:
        """The letters that the form asks for: those that the applicant holds, or new ones from their own services."""
        found = {}
        for question in letter_questions(self.definition):
            held = choices(case, self.definition, self.today).get(question.key, ())
            if not held and needs_a_letter(question):
                parent = Service.objects.select_related("office").get(office=self.office, slug=question.services[0])
                Runner(parent, self.applicant, self.start, self.number).to(None)
                held = choices(case, self.definition, self.today)[question.key]
            if held and question.key not in (self.answers or {}):
                found[question.key] = held[0].code
        return found

    def _answers(self) -> dict[str, str]:
        typed = open_places.answers(self.definition, self.number, today=self.today, service=self.service)
        return typed | (straight(self.definition, self.today).answers if self.answers is None else self.answers)

    def submitted(self) -> Case:
        return self._handed_in(self.drafted())

    def renewed(self, old: Letter) -> Case:
        """Renews a letter, to the end of the renewal; its acts are in the letter's window."""
        case = self._handed_in(renew.renew(self.applicant_act(), ref=old.case.ref, key=old.key))
        while case.step:
            case = self.onward(case)
        return case

    def reported(self, letter: Letter) -> list[Duty]:
        """Hands in and accepts, or records, everything that the letter's duties ask for so far."""
        done = []
        for one in Duty.objects.filter(letter=letter, state=Duty.State.OPEN).order_by("pk"):
            act, _ = self._officer(one.post)
            if one.by_applicant and self.first.online:
                duty.hand_in(self.applicant_act(), pk=one.pk, note="Contoh laporan.")
                done.append(duty.accept(act, pk=one.pk, note="Lengkap."))
            else:
                done.append(duty.record(act, pk=one.pk, note="Contoh hasil, sesuai."))
        return done

    def _handed_in(self, case: Case) -> Case:
        for requirement in (r for r in asked(self.definition, case) if not r.is_thing):
            act = self.applicant_act()
            paper = sample.scan(requirement.label, act.at)
            draft.attach(act, ref=case.ref, key=requirement.key, upload=paper, upload_name=f"{requirement.key}.pdf")
        return submit.submit(self.applicant_act(), ref=case.ref)

    def withdrawn(self) -> Case:
        case = self.submitted()
        return withdraw.withdraw(self.applicant_act(), ref=case.ref, reason="Sudah dibantu keluarga.")

    # What officers do

    def to(self, step: str | None) -> Case:
        """Goes onward until that step waits, or to the end."""
        case = self.submitted()
        while case.step and case.step != step:
            case = self.onward(case)
        return case

    def _respond(self, act: Act, officer: Person, case: Case, step: Step) -> Case:
        paper = sample.scan(step.upload, act.at) if step.upload else b""
        own = Act(Actor(self.applicant.pk, self.applicant.name), act.at, "web")
        filled = sample.typed(step.form)
        return respond.respond(own, ref=case.ref, turn=case.turn, filled=filled, upload=paper, upload_name="a.pdf")

    def _wait(self, act: Act, officer: Person, case: Case, step: Step) -> Case:
        """Jumps over the waiting time."""
        Case.objects.filter(pk=case.pk).update(due_at=act.at)
        return wait.wait(act, ref=case.ref, turn=case.turn)

    def onward(self, case: Case) -> Case:
        step = self.definition.sop.step(case.step)
        if case.state == State.WAITING:
            return admit.admit(self._officer(case.post)[0], ref=case.ref, turn=case.turn, reason="Contoh alasan.")
        if step.kind is Kind.RESPOND:
            return self._respond(self.applicant_act(), self.applicant, case, step)
        if step.slots:
            self._choose(case)
        act, officer = self._officer(step.recorder if step.by_applicant and step.recorder else step.actor)
        doing = _DOINGS.get(step.kind, Runner._decide)
        return doing(self, act, officer, case, step)

    def _choose(self, case: Case) -> None:
        """Chooses the first free hour, if there is one."""
        act = self.applicant_act()
        dossier, slots = appointment.awaited(case)
        if hours := appointment.free(dossier, slots, at=act.at):
            appointment.choose(act, ref=case.ref, starts_at=hours[0].at)

    def _decide(self, act: Act, officer: Person, case: Case, step: Step) -> Case:
        return decide.decide(act, ref=case.ref, turn=case.turn, outcome=ONWARD, filled=sample.typed(step.form))

    def _check(self, act: Act, officer: Person, case: Case, step: Step) -> Case:
        verdicts = self._verdicts(case)
        filled = sample.typed(step.form)
        return check.check(act, ref=case.ref, turn=case.turn, verdicts=verdicts, outcome=ONWARD, filled=filled)

    def _review(self, act: Act, officer: Person, case: Case, step: Step) -> Case:
        return review.review(
            act,
            ref=case.ref,
            turn=case.turn,
            outcome=ONWARD,
            note="Memenuhi syarat menurut hasil kajian.",
            upload=sample.scan("Rekomendasi Teknis", act.at),
            upload_name="rekomendasi.pdf",
            filled=sample.typed(step.form),
        )

    def _look_up(self, act: Act, officer: Person, case: Case, step: Step) -> Case:
        own = search_registry.search_own(act, case)
        entry = str(own.entries[0].pk) if own.entries else look_up.NOT_LISTED
        seen, filled = str(own.period.pk), sample.typed(step.form)
        return look_up.look_up(
            act, ref=case.ref, turn=case.turn, outcome=ONWARD, entry=entry, searched=seen, filled=filled
        )

    def _visit(self, act: Act, officer: Person, case: Case, step: Step) -> Case:
        report = Report(
            "Rumah ditempati tiga orang, sesuai keterangan pada berkas.",
            "Permohonan sesuai dengan keadaan di lapangan.",
            [Present(officer.name, "Tim survei"), Present(case.applicant.name, "Pemohon")],
        )
        filled = sample.typed(step.form)
        return visit.visit(act, ref=case.ref, turn=case.turn, outcome=ONWARD, report=report, filled=filled)

    def _ask(self, act: Act, officer: Person, case: Case, step: Step) -> Case:
        parties.all_answer(self, act, case)
        act, _ = self._officer(step.actor)
        note = "Semua pendapat mendukung permohonan ini."
        filled = sample.typed(step.form)
        return ask.ask(act, ref=case.ref, turn=case.turn, outcome=ONWARD, note=note, filled=filled)

    def by_post(self, post: str) -> Act:
        return self._officer(post)[0]

    def _pay(self, act: Act, officer: Person, case: Case, step: Step) -> Case:
        return pay.pay(act, ref=case.ref, turn=case.turn, method="cash", reference="BKM-0001")

    def _refund(self, act: Act, officer: Person, case: Case, step: Step) -> Case:
        given = refund.GivenBack(0, "", "cash", "KK-0001")
        return refund.refund(act, ref=case.ref, turn=case.turn, given=given)

    def _number(self, act: Act, officer: Person, case: Case, step: Step) -> Case:
        return number.number(act, ref=case.ref, turn=case.turn)

    def _sign(self, act: Act, officer: Person, case: Case, step: Step) -> Case:
        if is_wet(dossier_of(case)):
            scan = sample.scan("Surat yang sudah ditandatangani", act.at)
            return ink.sign_with_ink(act, ref=case.ref, turn=case.turn, scan=scan)
        return sign.sign(act, ref=case.ref, turn=case.turn, passphrase=sample.PASSPHRASE, signer=officer)

    def _print(self, act: Act, officer: Person, case: Case, step: Step) -> Case:
        return print_out.print_out(act, ref=case.ref, turn=case.turn)

    def _hand_over(self, act: Act, officer: Person, case: Case, step: Step) -> Case:
        if step.survey:
            guest = Act(Actor(None, "Tamu"), act.at, "web")
            survey.answer(guest, code=code_of(case.ref), answers=sample.survey(), via=Response.Via.WEB)
        things = [thing.key for thing in hand_over.to_return(dossier_of(case))]
        to, signed = hand_over.Receiver(self.applicant.name), hand_over.Signed(why_not=NOT_SIGNED)
        return hand_over.hand_over(act, ref=case.ref, turn=case.turn, to=to, signed=signed, returned=things)

    def _verdicts(self, case: Case, wrong: str = "") -> list[Verdict]:
        keys = [r.key for r in asked(self.definition, case)]
        keys = [FORM, *keys] if self.definition.standard.form else keys
        return [Verdict(key, key != wrong, WRONG if key == wrong else "") for key in keys]

    # Other endings; None if the service does not have this one

    def returned(self) -> Case | None:
        """Returned by the checker because of one document."""
        step = next((s for s in self.definition.sop.steps if s.kind is Kind.CHECK), None)
        if step is None:
            return None
        case = self.to(step.key)
        act, _ = self._officer(step.actor)
        verdicts = self._verdicts(case, wrong=asked(self.definition, case)[0].key)
        return check.check(act, ref=case.ref, turn=case.turn, verdicts=verdicts, outcome=step.otherwise[0].code)

    def returned_late(self) -> Case | None:
        """Returned, mended, and returned again because of a document that was there the first time."""
        case = self.returned()
        keys = [one.key for one in asked(self.definition, case) if not one.is_thing] if case else []
        step = next((s for s in self.definition.sop.steps if s.kind is Kind.CHECK), None)
        if case is None or step is None or len(keys) < 2:
            return None
        act = self.applicant_act()
        draft.attach(act, ref=case.ref, key=keys[0], upload=sample.scan(keys[0], act.at), upload_name="baru.pdf")
        case = submit.submit(self.applicant_act(), ref=case.ref)
        act, _ = self._officer(step.actor)
        verdicts = self._verdicts(case, wrong=keys[1])
        return check.check(act, ref=case.ref, turn=case.turn, verdicts=verdicts, outcome=step.otherwise[0].code)

    def refused(self) -> Case | None:
        """Refused at the first step that may refuse."""
        steps = (s for s in self.definition.sop.steps if any(way.refuses for way in s.otherwise))
        step = next((s for s in steps if s.kind in _REFUSING), None)
        if step is None:
            return None
        case = self.to(step.key)
        if case.step != step.key:
            return None
        act, _ = self._officer(step.actor)
        note = "Menurut hasil kajian, syarat pada peraturan tidak terpenuhi."
        refuse: Callable[..., Case] = review.review if step.kind is Kind.REVIEW else decide.decide
        return refuse(act, ref=case.ref, turn=case.turn, outcome="tolak", note=note)


_DOINGS: dict[Kind, Callable[[Runner, Act, Person, Case, Step], Case]] = {
    Kind.CHECK: Runner._check,
    Kind.REVIEW: Runner._review,
    Kind.LOOK_UP: Runner._look_up,
    Kind.VISIT: Runner._visit,
    Kind.ASK: Runner._ask,
    Kind.PAY: Runner._pay,
    Kind.WAIT: Runner._wait,
    Kind.REFUND: Runner._refund,
    Kind.NUMBER: Runner._number,
    Kind.SIGN: Runner._sign,
    Kind.PRINT: Runner._print,
    Kind.HAND_OVER: Runner._hand_over,
}
_REFUSING: tuple[Any, ...] = (Kind.REVIEW, *decide.KINDS)
