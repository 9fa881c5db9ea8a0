"""Who was asked for money tells it without a name, and follows it by a code."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from silastri.apps.accounts.models import Attempts, Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.bribes.models import BribeNote, BribeReport
from silastri.apps.messages.models import Message
from tests.builders import Town, a_case

from .places import REACH, TEXT, WHOM, Places, both, told

Browser = Callable[[Person | None], Client]


@pytest.fixture
def places(db: None) -> Places:
    return both()


def test_the_form_says_first_who_reads_it(places: Places) -> None:
    response = Client().get("/uang/rokan-hilir/?permohonan=RHL-7KQ4M-9XT2V")
    page = response.content.decode()
    assert page.index("Inspektorat Daerah") < page.index("<form method")
    assert "tidak bisa membacanya" in page
    assert 'value="RHL-7KQ4M-9XT2V"' in page
    assert "<title>Formulir - SILASTRI</title>" in page
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert "csrfmiddlewaretoken" not in page
    assert not response.cookies


def test_nothing_tells_who_wrote_it(places: Places) -> None:
    before = LogEntry.objects.count()
    client = Client()
    client.force_login(places.town.citizens[0])  # even where somebody happens to be signed in
    code, report = told(client, hari="09-11-2026", tempat="Loket 2")
    assert LogEntry.objects.count() == before
    fields = {field.name for field in BribeReport._meta.get_fields()}
    assert fields == {
        "id", "about", "reader", "case", "step", "post", "code", "told", "text", "happened_on", "received_on", "state",
        "notes",
    }  # fmt: skip
    assert (report.text, report.told["amount"], report.told["by_whom"]) == (TEXT, 77_887_788, WHOM)
    assert report.told["reach"] == REACH
    assert code.replace(" ", "") not in report.code
    assert [key for key in Attempts.objects.values_list("key", flat=True) if "uang" in key] == []
    message = Message.objects.get(template="something_to_read", person=places.readers.officer("auditor"))
    assert (message.office, message.case, message.values.keys()) == (None, None, {"link"})
    assert message.due_at - timezone.now() > timedelta(0)
    assert timezone.localtime(message.queued_at).hour == 0


def test_it_is_kept_also_where_no_reader_has_a_telephone(places: Places) -> None:
    Person.objects.filter(posting__office=places.readers.office).update(phone=None)
    _, report = told(Client())
    assert report.text == TEXT
    assert not Message.objects.filter(template="something_to_read").exists()


def test_it_is_tied_to_the_case_and_to_who_had_it_then(places: Places) -> None:
    case = a_case(places.town, "persetujuan")
    runs = list(case.runs.order_by("turn"))
    checked = next(run for run in runs if run.step == "pemeriksaan")
    moment = timezone.localtime(checked.left_at - timedelta(seconds=1))
    _, report = told(Client(), permohonan=case.ref.lower(), hari=f"{moment:%d-%m-%Y}", jam=f"{moment:%H.%M}")
    assert report.case == case
    assert report.step in {run.step for run in runs}
    assert report.post
    _, now = told(Client(), permohonan=case.ref)
    assert (now.step, now.post) == (case.step, case.post)
    _, long_ago = told(Client(), permohonan=case.ref, hari="01-01-2024")
    assert (long_ago.step, long_ago.post) == ("", "")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"uraian": ""}, "Jawab: Apa yang terjadi?"),
        ({"uraian": "x" * 4001}, "Terlalu panjang"),
        ({"jumlah": "lima puluh"}, "Tulis dengan angka saja"),
        ({"hari": "31-02-2026"}, "hari"),
        ({"hari": "01-01-2099"}, "Tanggal ini belum tiba"),
        ({"permohonan": "RHL-00000-00000"}, "Nomor ini bukan permohonan di kantor ini"),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_is_kept(places: Places, wrong: dict[str, str], says: str) -> None:
    answer = Client().post("/uang/rokan-hilir/", {"uraian": TEXT} | wrong)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not BribeReport.objects.exists()
    assert not Message.objects.filter(template="something_to_read").exists()


def test_the_same_form_twice_is_one_report(places: Places) -> None:
    form = {"uraian": TEXT, "lembar": "0123456789abcdef" * 2}
    pages = [Client().post("/uang/rokan-hilir/", form).content.decode() for _ in range(2)]
    assert pages[0] == pages[1]
    assert BribeReport.objects.count() == 1


def test_a_flood_is_slowed_down(places: Places) -> None:
    answers = [Client().post("/uang/rokan-hilir/", {"uraian": TEXT}).status_code for _ in range(12)]
    assert answers == [200] * 10 + [429] * 2
    assert BribeReport.objects.count() == 10
    wrong = [Client().post("/uang/ikuti/", {"kode": "0" * 16}).status_code for _ in range(32)]
    assert wrong == [404] * 30 + [429] * 2


def test_its_writer_follows_it_and_adds(places: Places) -> None:
    code, report = told(Client())
    reader = places.readers.officer("auditor")
    BribeNote.objects.create(report=report, on=report.received_on, by=reader, inside=True, text="RAHASIA DALAM")
    BribeNote.objects.create(report=report, on=report.received_on, by=reader, text="Jam berapa itu?")
    page = Client().post("/uang/ikuti/", {"kode": code.lower()})
    assert page.status_code == 200
    assert "Jam berapa itu?" in page.content.decode()
    assert "Baru masuk" in page.content.decode()
    for hidden in ("RAHASIA DALAM", reader.name, TEXT, WHOM):
        assert hidden not in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    for _ in range(2):  # the second one is the same form sent again
        more = Client().post("/uang/ikuti/", {"kode": code, "pesan": "Pukul sepuluh"})
        assert "sudah ditambahkan" in more.content.decode()
    assert [note.text for note in report.notes.filter(by=None)] == ["Pukul sepuluh"]
    empty = Client().post("/uang/ikuti/", {"kode": code, "pesan": " "})
    assert empty.status_code == 422


@pytest.mark.parametrize("code", ["", "x", "0" * 16, "<script>", "0" * 61])
def test_a_wrong_code_opens_nothing(places: Places, code: str) -> None:
    assert Client().post("/uang/ikuti/", {"kode": code}).status_code in (404, 422)


def test_where_nobody_reads_nothing_is_kept(town: Town) -> None:
    page = Client().get("/uang/rokan-hilir/").content.decode()
    for other in ("SP4N-LAPOR!", "KPK", "Inspektorat"):
        assert other in page
    assert "<textarea" not in page
    answer = Client().post("/uang/rokan-hilir/", {"uraian": TEXT})
    assert answer.status_code == 404
    assert not BribeReport.objects.exists()
    assert Client().get("/uang/tidak-ada/").status_code == 404


def test_the_link_stands_beside_what_it_costs(places: Places, browser: Browser) -> None:
    case = a_case(places.town, None)
    words, about = "Ada yang meminta uang?", f"/uang/rokan-hilir/?permohonan={case.ref}"
    public = [f"/lacak/{case.ref}/", "/layanan/rokan-hilir/jompo-terlantar/"]
    public += [f"/S/{letter.code}" for letter in case.letters.all()[:1]]
    for path in public:
        page = Client().get(path).content.decode()
        assert words in page, path
    assert about in Client().get(public[0]).content.decode()
    mine = browser(places.town.citizens[0]).get(f"/permohonan/{case.ref}/").content.decode()
    assert words in mine
    assert about in mine
