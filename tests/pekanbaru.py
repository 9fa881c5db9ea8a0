"""DPMPTSP Kota Pekanbaru in words: its people, and a SIKOP taken along by their acts."""

from datetime import datetime, timedelta

import pypdfium2

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.cases.operations import Verdict
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices.models import Office
from silastri.domain.act import Act
from silastri.domain.case.workflow import ONWARD
from silastri.domain.kinds import Kind
from silastri.journey.apply import draft, submit
from silastri.journey.signing import ink, sign
from silastri.journey.steps import check, decide, hand_over, number, print_out
from silastri.journey.steps.check import FORM, asked
from silastri.practice import sample
from tests.builders import MONDAY, STANDARDS, Town, a_town

SIKOP = "sikop"
ANSWERS = {
    "jenis_permohonan": "baru",
    "tempat_lahir": "Pekanbaru",
    "alamat": "Jalan Contoh Nomor 9, Kelurahan Contoh, Pekanbaru",
    "str_nomor": "STR-CONTOH-1",
    "str_berlaku": "2030-05-31",
    "tempat_kerja": "Klinik Contoh",
    "alamat_kerja": "Jalan Contoh Nomor 1, Pekanbaru",
}


def pekanbaru() -> Town:
    return a_town(STANDARDS / "pekanbaru-dpmptsp")


def always_electronic(town: Town) -> None:
    """The office goes over to certificates."""
    office = Office.objects.get(pk=town.office.pk)
    office.definition = office.definition.replace("selalu_elektronik: tidak", "selalu_elektronik: ya")
    office.definition_hash = f"{office.definition_hash[:60]}-ya"
    office.save()


def words(pdf: bytes) -> str:
    """What a PDF says, on one line."""
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)


def scan(at: datetime = MONDAY, name: str = "Pindaian surat") -> bytes:
    return sample.scan(name, at)


def drafted(town: Town, *, citizen: int = 0, at: datetime = MONDAY, **answers: str) -> Case:
    """A draft with its form filled in and no papers."""
    act = town.citizen_act(citizen, at)
    case = draft.start(act, service=town.service(SIKOP), applicant=town.citizens[citizen])
    return draft.answer(act, ref=case.ref, raw=ANSWERS | answers)


def attach(town: Town, case: Case, keys: list[str], *, citizen: int = 0, at: datetime = MONDAY) -> None:
    for key in keys:
        draft.attach(
            town.citizen_act(citizen, at), ref=case.ref, key=key, upload=scan(at, key), upload_name=f"{key}.pdf"
        )


def submitted(town: Town, *, citizen: int = 0, at: datetime = MONDAY, **answers: str) -> Case:
    case = drafted(town, citizen=citizen, at=at, **answers)
    renews = answers.get("jenis_permohonan") == "perpanjangan"
    standard = catalog.definition(case.version_id).standard
    attach(town, case, [r.key for r in standard.requirements if renews or not r.when], citizen=citizen, at=at)
    return submit.submit(town.citizen_act(citizen, at), ref=case.ref)


def at_step(town: Town, step: str | None, *, citizen: int = 0, at: datetime = MONDAY, **answers: str) -> Case:
    """Onward until that step waits, ten minutes an act; ``None`` is to the end."""
    case = submitted(town, citizen=citizen, at=at, **answers)
    while case.step and case.step != step:
        at += timedelta(minutes=10)
        case = onward(town, case, at)
    return Case.objects.select_related("office", "applicant", "service").get(pk=case.pk)


def onward(town: Town, case: Case, at: datetime) -> Case:
    """The step that waits is done by the officer whose it is."""
    definition = catalog.definition(case.version_id)
    step = definition.sop.step(case.step)
    act = town.act(step.actor, at)
    if step.kind is Kind.CHECK:
        keys = [FORM, *(r.key for r in asked(definition, case))]
        verdicts = [Verdict(key, is_right=True) for key in keys]
        return check.check(act, ref=case.ref, turn=case.turn, verdicts=verdicts, outcome=ONWARD)
    if step.kind is Kind.PRINT:
        return print_out.print_out(act, ref=case.ref, turn=case.turn)
    if step.kind is Kind.SIGN:
        return signed(act, case, town)
    if step.kind is Kind.NUMBER:
        return number.number(act, ref=case.ref, turn=case.turn)
    if step.kind is Kind.HAND_OVER:
        who = case.applicant.name
        to, hand = hand_over.Receiver(who), hand_over.Signed(why_not="Di buku.")
        return hand_over.hand_over(act, ref=case.ref, turn=case.turn, to=to, signed=hand)
    return decide.decide(act, ref=case.ref, turn=case.turn, outcome=ONWARD)


def signed(act: Act, case: Case, town: Town) -> Case:
    """On paper, or with the certificate when the office has switched."""
    if "selalu_elektronik: ya" in Office.objects.get(pk=town.office.pk).definition:
        signer = Person.objects.get(pk=act.by.person)
        return sign.sign(act, ref=case.ref, turn=case.turn, passphrase=sample.PASSPHRASE, signer=signer)
    return ink.sign_with_ink(act, ref=case.ref, turn=case.turn, scan=scan(act.at))
