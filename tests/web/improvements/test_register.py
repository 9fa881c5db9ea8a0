"""The register of improvements: planned, listed, done with evidence or dropped with a reason, and shown to all."""

import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.complaints.models import Complaint
from silastri.apps.improvements import queries
from silastri.apps.improvements.models import Improvement
from silastri.apps.offices import queries as offices
from silastri.domain.refusal import NotFit, NotYours
from silastri.journey.improvements.plan import About, plan
from silastri.practice import sample
from tests.builders import MONDAY, STANDARDS, Town, a_town, today

Browser = Callable[[Person | None], Client]
REGISTER = "/petugas/perbaikan/"
WHAT = "Papan petunjuk dipasang di pintu masuk"


@pytest.fixture
def manager(town: Town, browser: Browser) -> Client:
    """The back office, who manages the office."""
    return browser(town.officer("back_office"))


def soon(days: int = 30) -> date:
    return today() + timedelta(days=days)


def typed(**changed: object) -> dict[str, object]:
    return {"apa": WHAT, "jabatan": "loket", "sampai": soon().isoformat()} | changed


def an_improvement(town: Town, **more: object) -> Improvement:
    """For the counter, planned by the manager; more is changed behind its back."""
    made = plan(town.act("back_office"), what=WHAT, post="loket", due_on=MONDAY.date() + timedelta(days=20))
    Improvement.objects.filter(pk=made.pk).update(**more)
    made.refresh_from_db()
    return made


def a_complaint(town: Town, serial: int = 7) -> Complaint:
    return Complaint.objects.create(
        office=town.office, at_office=town.office, year=2026, serial=serial, code=f"KODE{serial}", channel="web",
        identity="anonymous", text="Antrean terlalu lama", digest="x", received_at=MONDAY,
    )  # fmt: skip


def text(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, response.content.decode()
    return response.content.decode()


def test_a_manager_plans_from_the_menu(town: Town, manager: Client) -> None:
    assert REGISTER in text(manager, "/petugas/")
    assert "Belum ada perbaikan" in text(manager, REGISTER)
    a_complaint(town)
    assert "7/2026" in text(manager, f"{REGISTER}tambah/?pengaduan=7/2026")
    service = town.service()
    sent = manager.post(
        f"{REGISTER}tambah/",
        typed(pengaduan="7/2026", layanan=service.pk, komponen="sarana", unsur="u9", umum="on"),
    )
    made = Improvement.objects.get()
    assert sent["Location"] == f"{REGISTER}{made.pk}/"
    assert (made.service, made.component, made.element, made.is_public) == (service, "sarana", "u9", True)
    assert made.complaint and made.complaint.number == "7/2026"
    page = text(manager, sent["Location"])
    assert WHAT in page and "Pengaduan 7/2026" in page and "Petugas Loket" in page
    assert list(queries.of_complaint(made.complaint.pk)) == [made]
    assert LogEntry.objects.filter(what="plan_improvement", about=f"perbaikan:{made.pk}").exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"apa": " "}, "Isi apa yang diperbaiki"),
        ({"jabatan": ""}, "Pilih salah satu"),
        ({"jabatan": "camat"}, "Pilih salah satu"),
        ({"sampai": "2020-01-01"}, "sudah lewat"),
        ({"sampai": "2199-01-01"}, "Terlalu jauh"),
        ({"sampai": "31-02-2027"}, "31 Februari 2027 tidak ada"),
        ({"layanan": "99999"}, "Pilih salah satu"),
        ({"komponen": "lain"}, "Pilih salah satu"),
        ({"unsur": "u10"}, "Pilih salah satu"),
        ({"pengaduan": "9/2026"}, "Tidak ada pengaduan dengan nomor ini"),
        ({"pengaduan": "²/x"}, "Tidak ada pengaduan dengan nomor ini"),
        ({"apa": "a" * 1001}, "Terlalu panjang"),
    ],
)
def test_what_does_not_fit_is_said_and_not_kept(
    town: Town, manager: Client, changed: dict[str, object], sentence: str
) -> None:
    response = manager.post(f"{REGISTER}tambah/", typed(**changed))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Improvement.objects.exists()


def test_only_managers_and_the_head_plan(town: Town, browser: Browser) -> None:
    clerk, head = browser(town.officer("loket")), browser(town.officer("kepala_dinas"))
    assert "Tambah perbaikan" not in text(clerk, REGISTER)
    assert clerk.get(f"{REGISTER}tambah/").status_code == 403
    assert clerk.post(f"{REGISTER}tambah/", typed()).status_code == 403
    assert not Improvement.objects.exists()
    assert head.post(f"{REGISTER}tambah/", typed()).status_code == 302
    with pytest.raises(NotYours):
        plan(town.act("loket"), what=WHAT, post="loket", due_on=soon())


def test_nothing_of_another_office_is_tied_to_it(town: Town) -> None:
    other = a_town(STANDARDS / "kampar")
    service = other.office.service_set.first()
    complaint = a_complaint(other)
    for about, field in ((About(service=service), "layanan"), (About(complaint=complaint), "pengaduan")):
        with pytest.raises(NotFit) as refused:
            plan(town.act("back_office"), what=WHAT, post="loket", due_on=soon(), about=about)
        assert field in refused.value.fields
    assert queries.complaint_of(town.office.pk, "7/2026") is None


def test_the_holder_of_the_post_says_that_it_is_done_with_evidence(town: Town, browser: Browser) -> None:
    made, clerk = an_improvement(town), browser(town.officer("loket"))
    page = f"{REGISTER}{made.pk}/"
    refused = clerk.post(f"{page}selesai/", {"bukti": " "})
    assert refused.status_code == 422 and "Isi apa yang sekarang berbeda" in refused.content.decode()
    made.refresh_from_db()
    assert made.state == "planned"
    photo = SimpleUploadedFile("foto.pdf", sample.scan("Papan petunjuk", MONDAY), "application/pdf")
    assert clerk.post(f"{page}selesai/", {"bukti": "Papan terpasang.", "berkas": photo}).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.evidence, made.ended_by) == ("done", "Papan terpasang.", town.officer("loket"))
    assert "Papan terpasang." in text(clerk, page)
    assert clerk.get(f"{page}bukti/").content.startswith(b"%PDF-")
    assert clerk.post(f"{page}selesai/", {"bukti": "Lagi"}).status_code == 409
    assert clerk.post(f"{page}tidak-jadi/", {"alasan": "Lagi"}).status_code == 409


def test_a_file_that_is_no_paper_is_refused_and_nothing_is_done(town: Town, browser: Browser) -> None:
    made, clerk = an_improvement(town), browser(town.officer("loket"))
    sent = {"bukti": "Papan terpasang.", "berkas": SimpleUploadedFile("a.pdf", b"MZ not a paper")}
    assert clerk.post(f"{REGISTER}{made.pk}/selesai/", sent).status_code == 422
    made.refresh_from_db()
    assert (made.state, made.file) == ("planned", None)


def test_others_do_not_end_it(town: Town, browser: Browser) -> None:
    made = an_improvement(town)
    page = f"{REGISTER}{made.pk}/"
    stranger = browser(town.officer("tim_teknis"))
    assert "Nyatakan selesai" not in text(stranger, page)
    for part, sent in (("selesai/", {"bukti": "Sudah"}), ("tidak-jadi/", {"alasan": "Malas"})):
        assert stranger.post(page + part, sent).status_code == 403
        assert browser(town.citizens[0]).post(page + part, sent).status_code == 403
    other = a_town(STANDARDS / "kampar")
    for person in (next(p.person for p in other.office.posting_set.filter(manages=True)),):
        foreign = browser(person)
        assert foreign.get(page).status_code == 404
        assert foreign.post(f"{page}selesai/", {"bukti": "Sudah"}).status_code == 404
        assert WHAT not in text(foreign, REGISTER)
    made.refresh_from_db()
    assert made.state == "planned"
    assert browser(town.officer("loket")).get(f"{page}bukti/").status_code == 404


def test_a_manager_drops_it_with_a_reason(town: Town, manager: Client) -> None:
    made = an_improvement(town)
    page = f"{REGISTER}{made.pk}/"
    assert manager.post(f"{page}tidak-jadi/", {"alasan": ""}).status_code == 422
    assert manager.post(f"{page}tidak-jadi/", {"alasan": "Kantor pindah"}).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.evidence) == ("dropped", "Kantor pindah")
    assert "Kantor pindah" in text(manager, page)
    assert manager.get(f"{page}tidak-jadi/").status_code == 302


def test_the_list_is_narrowed_and_sorted(town: Town, manager: Client) -> None:
    late = an_improvement(town, what="Yang terlambat", due_on=soon(-3))
    done = an_improvement(town, what="Yang selesai", state="done", evidence="Ada", ended_on=soon(-1))
    mine = an_improvement(town, what="Khusus jompo", service=town.service(), complaint=a_complaint(town))
    Improvement.objects.filter(pk=mine.pk).update(due_on=soon(9))
    page = text(manager, REGISTER)
    assert "Terlambat 3 hari" in page and "1 perbaikan sudah lewat tenggatnya" in page
    for asked, there in (
        ("keadaan=terlambat", {late}),
        ("keadaan=done", {done}),
        (f"layanan={town.service().pk}", {mine}),
        ("asal=pengaduan", {mine}),
        ("asal=sendiri", {late, done}),
        ("asal=apa&keadaan=²&layanan=x&halaman=-1&urut=", {late, done, mine}),
    ):
        shown = text(manager, f"{REGISTER}?{asked}")
        for one in (late, done, mine):
            assert (one.what in shown) is (one in there), asked
    assert "Tidak ada perbaikan yang cocok" in text(manager, f"{REGISTER}?asal=survei")
    by_due = text(manager, f"{REGISTER}?urut=tenggat")
    assert by_due.index("Yang terlambat") < by_due.index("Khusus jompo")
    newest = text(manager, f"{REGISTER}?urut=baru")
    assert newest.index("Khusus jompo") < newest.index("Yang terlambat")
    assert list(queries.due(town.office.pk, soon(-1))) == [late]


def test_the_list_as_spreadsheet_and_paper(town: Town, manager: Client) -> None:
    an_improvement(town, what="=Papan petunjuk", due_on=soon(-3))
    sent = manager.get(f"{REGISTER}daftar.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sent.content)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "Yang diperbaiki"
    assert rows[1][0] == "=Papan petunjuk"
    assert "Terlambat 3 hari" in rows[1] and rows[1][6] == soon(-3)
    assert manager.get(f"{REGISTER}daftar.pdf").content.startswith(b"%PDF-")
    assert manager.get(f"{REGISTER}daftar.pdf?keadaan=done").content.startswith(b"%PDF-")


def test_everybody_reads_what_is_public_and_nothing_else(town: Town, browser: Browser) -> None:
    service = town.service()
    an_improvement(town, what="Rahasia dapur", service=service)
    an_improvement(town, what="Tidak jadi ini", service=service, is_public=True, state="dropped", evidence="Batal")
    an_improvement(town, what="Loket dibuka lebih pagi", is_public=True, due_on=soon())
    an_improvement(town, what="Atap diperbaiki", is_public=True, due_on=soon(-5))
    an_improvement(
        town, what="Kursi tunggu ditambah", service=service, is_public=True, state="done", evidence="Ada",
        ended_on=MONDAY.date(), complaint=a_complaint(town),
    )  # fmt: skip
    reader = browser(None)
    page = text(reader, f"/layanan/{town.office.slug}/{service.slug}/")
    for shown in (page, text(reader, f"/kantor/{town.office.slug}/perbaikan/")):
        assert "Kursi tunggu ditambah" in shown and "Berawal dari pengaduan warga" in shown
        assert "Loket dibuka lebih pagi" in shown and "Direncanakan selesai" in shown
        assert "Masih dikerjakan, seharusnya selesai" in shown
        assert "Rahasia dapur" not in shown and "Tidak jadi ini" not in shown and "7/2026" not in shown
    assert f"/kantor/{town.office.slug}/perbaikan/" in text(reader, f"/kantor/{town.office.slug}/")
    other = next(s for s in town.office.service_set.all() if s != service)
    about_other = text(reader, f"/layanan/{town.office.slug}/{other.slug}/")
    assert "Kursi tunggu" not in about_other and "Loket dibuka lebih pagi" in about_other
    assert reader.get("/kantor/tidak-ada/perbaikan/").status_code == 404


def test_the_head_is_the_first_post_without_superior(town: Town) -> None:
    assert offices.definition(town.office).head.key == "kepala_dinas"
