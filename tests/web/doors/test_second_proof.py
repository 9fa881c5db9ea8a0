"""Officers prove who they are twice; nothing of the desk opens before."""

import hashlib
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils import timezone

from silastri.apps.accounts import factors, operations
from silastri.apps.accounts.models import Authenticator, Passkey, Person, PrintedCode, Rescue, SignedIn
from silastri.apps.audit.models import LogEntry
from silastri.apps.messages.models import Message
from silastri.apps.offices.models import Posting
from silastri.config import settings as of_installation
from silastri.domain.accounts import app_code, presence
from silastri.practice import sample
from tests.builders import Town

DESK = "/petugas/"
SET_UP, PROOF = "/masuk/bukti/pasang/", "/masuk/bukti/"


@pytest.fixture
def officer(town: Town) -> Person:
    return town.officer("loket")


def password(person: Person, **more: str) -> Client:
    """A browser in which somebody said the password."""
    client = Client()
    client.post("/masuk/", {"nama": person.phone, "sandi": sample.PASSWORD} | more)
    return client


def code(person: Person, *, later: int = 0) -> str:
    """What the app shows, or will show some steps later."""
    app = Authenticator.objects.filter(person=person).latest("pk")
    return app_code.code(app.secret, timezone.now() + later * timedelta(seconds=30))


def set_up(client: Client, person: Person) -> list[str]:
    """Installs the app; the codes for the paper."""
    client.get(SET_UP)
    page = client.post(SET_UP, {"kode": code(person)}).content.decode()
    return re.findall(r"mono\">([A-Z0-9]{5}-[A-Z0-9]{5})<", page)


def last_code(person: Person) -> str:
    """The code that was taken last: the app may show another by now."""
    app = person.authenticators.get()
    return app_code.code(app.secret, datetime.fromtimestamp(30 * app.last_step, UTC))


def forget_step(person: Person) -> None:
    """As if the half minute of the last code were over."""
    Authenticator.objects.filter(person=person).update(last_step=0)


def grow_old(client: Client, **parts: timedelta) -> None:
    """Moves what the session noted back in time."""
    session = client.session
    for name, by in parts.items():
        kept = session[name]
        back = by.total_seconds()
        session[name] = [kept[0], *(moment - back for moment in kept[1:])] if isinstance(kept, list) else kept - back
    session.save()


def told(person: Person) -> list[str]:
    found = Message.objects.filter(template="account_changed", person=person).order_by("pk")
    return [one.body for one in found]


def test_an_officer_sets_up_the_second_proof_before_anything_else(officer: Person) -> None:
    client = Client()
    answer = client.post("/masuk/", {"nama": officer.phone, "sandi": sample.PASSWORD, "lanjut": "/petugas/surat/"})
    assert answer["Location"] == f"{PROOF}?lanjut=%2Fpetugas%2Fsurat%2F"
    for closed in (DESK, "/permohonan/", "/akun/", "/akun/keamanan/"):
        assert client.get(closed)["Location"].startswith("/masuk/?lanjut="), closed
    page = client.get(answer["Location"], follow=True)
    assert page.redirect_chain[-1][0].startswith(SET_UP)
    shown = re.search(r"app-key__typed\">([A-Z2-7 ]+)<", page.content.decode())
    assert shown and "data:image/svg+xml" in page.content.decode()
    assert client.post(SET_UP, {"kode": "000000"}).status_code == 422
    assert client.get(DESK).status_code == 302
    paper = set_up(client, officer)
    assert len(set(paper)) == 10
    assert client.get(DESK).status_code == 200
    assert "aplikasi kode dipasang" in told(officer)[0]
    assert list(LogEntry.objects.filter(what="set_up_app").values_list("whose", flat=True)) == [officer.pk]
    assert officer.authenticators.get().secret not in {paper[0].encode()}


def test_a_key_that_somebody_saw_in_another_browser_never_counts(officer: Person) -> None:
    """Whoever knows the password opens the page, notes the key, and waits until its owner sets up the app."""
    spy, own = password(officer), password(officer)
    spy.get(SET_UP)
    seen = Authenticator.objects.get(person=officer).secret
    set_up(own, officer)
    assert own.get(DESK).status_code == 200
    assert bytes(Authenticator.objects.get(person=officer).secret) != bytes(seen)
    answer = password(officer).post(PROOF, {"kode": app_code.code(seen, timezone.now())})
    assert answer.status_code == 422


def test_of_two_browsers_the_first_is_told_that_its_key_is_gone(officer: Person) -> None:
    first, second = password(officer), password(officer)
    first.get(SET_UP)
    seen = code(officer)
    second.get(SET_UP)
    refused = first.post(SET_UP, {"kode": seen})
    assert refused.status_code == 422 and "Pindai kode QR yang baru" in refused.content.decode()
    assert first.post(SET_UP, {"kode": code(officer)}).status_code == 200, "the key that the page shows now"


def test_who_was_halfway_in_says_the_new_password(officer: Person) -> None:
    """Its owner changes a password that others know: they are not let on by the old one."""
    client = password(officer)
    assert client.get(SET_UP).status_code == 200
    officer.refresh_from_db()
    operations.set_password(officer, "tangga biru kelapa")
    assert client.get(SET_UP)["Location"].startswith("/masuk/?lanjut=")
    assert client.post(PROOF, {"kode": "000000"})["Location"].startswith("/masuk/?lanjut=")


def test_afterwards_the_password_alone_opens_nothing(officer: Person) -> None:
    paper = set_up(password(officer), officer)
    client = password(officer)
    assert client.get(DESK)["Location"].startswith("/masuk/")
    assert client.get(SET_UP)["Location"] == PROOF, "whoever has the password alone sets up no proof of his own"
    assert client.post(PROOF, {"kode": last_code(officer)}).status_code == 422, "a code is taken once"
    forget_step(officer)
    assert client.post(PROOF, {"kode": code(officer)})["Location"] == "/mulai/"
    assert client.get(DESK).status_code == 200
    by_paper = password(officer)
    assert by_paper.post(PROOF, {"kode": paper[0].lower(), "kertas": "1"})["Location"] == "/mulai/"
    assert "sisa 9" in told(officer)[-1]
    assert password(officer).post(PROOF, {"kode": paper[0], "kertas": "1"}).status_code == 422


def test_the_owner_hears_of_a_code_that_is_typed_a_second_time(officer: Person) -> None:
    set_up(password(officer), officer)
    forget_step(officer)
    seen = code(officer)
    assert password(officer).post(PROOF, {"kode": seen}).status_code == 302
    before = len(told(officer))
    assert password(officer).post(PROOF, {"kode": seen}).status_code == 422
    assert "kode aplikasi yang baru saja dipakai" in told(officer)[-1] and len(told(officer)) == before + 1
    assert LogEntry.objects.filter(what="second_proof_failed").latest("pk").detail == {"why": "used"}
    assert password(officer).post(PROOF, {"kode": "000000"}).status_code == 422
    assert len(told(officer)) == before + 1


def test_what_is_kept_of_a_paper_does_not_tell_its_codes(town: Town) -> None:
    """A keyed index of code and person: whoever has the rows alone can try no code, and sees no two alike."""
    code, people = "ABCDEFGHJK", (town.officer("loket"), town.officer("back_office"))
    for person in people:
        factors.keep_printed(person, [code])
    kept = {one.digest for one in PrintedCode.objects.all()}
    assert len(kept) == 2
    said = (code, *(f"printed/{person.pk}/{code}" for person in people))
    plain = {hashlib.new(name, text.encode()).hexdigest() for name in ("sha1", "sha256", "blake2s") for text in said}
    assert not kept & plain
    assert factors.use_printed(people[0], code, at=timezone.now())


def test_wrong_codes_are_counted_and_the_owner_hears_of_them_once(officer: Person, slow_clock: None) -> None:
    set_up(password(officer), officer)
    client = password(officer)
    statuses = [client.post(PROOF, {"kode": "000000"}).status_code for _ in range(8)]
    assert statuses[0] == 422 and statuses[-1] == 429
    forget_step(officer)
    assert client.post(PROOF, {"kode": code(officer)}).status_code == 429, "also a right one waits"
    assert [body for body in told(officer) if "salah mengetik kode kedua" in body] == told(officer)[1:2]


def test_a_citizen_is_asked_nothing_more_until_a_post_is_held(town: Town) -> None:
    person = town.citizens[1]
    client = password(person)
    assert client.get("/permohonan/").status_code == 200
    assert client.get(DESK).status_code == 403
    Posting.objects.create(office=town.office, person=person, post="loket", since="2020-01-01")
    assert client.get(DESK)["Location"] == f"{PROOF}?lanjut=%2Fpetugas%2F"
    assert client.post(f"{PROOF}?lanjut={DESK}", {"sandi": sample.PASSWORD})["Location"].startswith(SET_UP)
    set_up(client, person)
    assert client.get(DESK).status_code == 200


@pytest.mark.parametrize("door", ["tests.web.doors.proven.Proven", "silastri.web.gate.backends.ByDemoButton"])
def test_an_installation_knows_no_door_of_tests_and_demo(officer: Person, door: str) -> None:
    assert of_installation.AUTHENTICATION_BACKENDS == ["silastri.web.gate.backends.ByProof"]
    client = Client()
    with override_settings(AUTHENTICATION_BACKENDS=[door, *of_installation.AUTHENTICATION_BACKENDS]):
        client.force_login(officer, backend=door)
        assert client.get(DESK).status_code == 200
    with override_settings(AUTHENTICATION_BACKENDS=of_installation.AUTHENTICATION_BACKENDS):
        assert client.get(DESK)["Location"].startswith("/masuk/"), "its session is nobody's"
        client.force_login(officer)
        assert client.get(DESK)["Location"].startswith(PROOF), "and who came in without proof proves it first"
        assert not Client().login(username=officer.phone, password=sample.PASSWORD)


def test_a_page_that_nobody_touches_ends_and_leads_back(officer: Person) -> None:
    client = password(officer)
    set_up(client, officer)
    assert 'data-idle="1800"' in client.get(DESK).content.decode()
    grow_old(client, seen=presence.IDLE - timedelta(minutes=1))
    client.get("/petugas/percakapan/kabar/", headers={"hx-request": "true"})
    grow_old(client, seen=timedelta(minutes=2))
    answer = client.get(DESK)
    assert answer["Location"] == "/masuk/?lanjut=/petugas/", "what a page asks by itself keeps nobody in"
    client = password(officer)
    forget_step(officer)
    client.post(PROOF, {"kode": code(officer)})
    grow_old(client, seen=presence.IDLE - timedelta(minutes=1))
    assert client.get("/akun/masih-di-sini/").status_code == 204
    grow_old(client, seen=timedelta(minutes=20))
    assert client.get(DESK).status_code == 200


def test_what_is_grave_asks_once_more(town: Town) -> None:
    manager = next(p.person for p in Posting.objects.filter(office=town.office, manages=True))
    client = password(manager)
    set_up(client, manager)
    page = "/kelola/petugas/rekan/"
    assert client.post(page, {}).status_code == 422
    grow_old(client, proof=presence.FRESH + timedelta(minutes=1))
    assert client.get(page).status_code == 200, "reading asks nothing"
    answer = client.post(page, {})
    assert answer["Location"] == f"{PROOF}?lanjut=%2Fkelola%2Fpetugas%2Frekan%2F"
    forget_step(manager)
    assert "Buktikan sekali lagi" in client.get(answer["Location"]).content.decode()
    assert client.post(answer["Location"], {"kode": code(manager), "lanjut": page})["Location"] == page
    assert client.post(page, {}).status_code == 422


def test_a_sitting_of_signing_asks_once(town: Town) -> None:
    head = town.officer("kepala_dinas")
    client = password(head)
    set_up(client, head)
    assert client.get("/petugas/tanda-tangan/").status_code == 200
    grow_old(client, proof=presence.FRESH + timedelta(minutes=1))
    assert client.get("/petugas/tanda-tangan/")["Location"].startswith(PROOF)
    fragment = client.post("/petugas/tanda-tangan/satu/", {}, headers={"hx-request": "true"})
    assert (fragment.status_code, PROOF in fragment.content.decode()) == (403, True)


def test_colleagues_of_before_do_not_open_an_account(town: Town, browser: Callable[[Person | None], Client]) -> None:
    """Whoever went to another office is helped there; the code of two managers here would open that office too."""
    gone = town.officer("back_office")
    first, _ = (p.person for p in two_managers(town, but=gone))
    Posting.objects.filter(person=gone).update(since="2020-01-01", until="2021-01-01")
    answer = browser(first).post("/kelola/petugas/pulihkan/", {"petugas": gone.name, "alasan": "Ponsel dicuri"})
    assert answer.status_code == 422 and not Rescue.objects.exists()


def test_two_colleagues_open_an_account_again(town: Town, browser: Callable[[Person | None], Client]) -> None:
    lost = town.officer("back_office")
    first, second = (p.person for p in two_managers(town, but=lost))
    set_up(password(lost), lost)
    elsewhere = password(lost)
    forget_step(lost)
    elsewhere.post(PROOF, {"kode": code(lost)})
    asks, agrees = browser(first), browser(second)
    typed = {"petugas": lost.name, "alasan": "Ponsel dicuri"}
    assert asks.post("/kelola/petugas/pulihkan/", typed).status_code == 302
    rescue = Rescue.objects.get()
    decide = f"/kelola/petugas/pulihkan/{rescue.pk}/"
    assert asks.post("/kelola/petugas/pulihkan/", typed).status_code == 422, "once is enough"
    assert asks.post(decide, {"putusan": "setuju"}).status_code == 403, "not the one who asked"
    handed = agrees.post(decide, {"putusan": "setuju"}).content.decode()
    found = re.search(r"mono\">([A-Z0-9-]{11})<", handed)
    assert found
    assert agrees.post(decide, {"putusan": "setuju"}).status_code == 409
    assert "meminta akun Anda dipulihkan" in told(lost)[1] and "menyetujui" in told(lost)[2]
    client = password(lost)
    assert client.post(PROOF, {"kode": found[1], "kertas": "1"})["Location"] == SET_UP
    assert elsewhere.get(DESK)["Location"].startswith("/masuk/"), "every session is over"
    assert client.get(DESK).status_code == 302, "and nothing is open before a new proof"
    assert len(set_up(client, lost)) == 10
    assert client.get(DESK).status_code == 200
    assert password(lost).post(PROOF, {"kode": found[1], "kertas": "1"}).status_code == 422
    words = ["ask_rescue", "agree_rescue"]
    assert list(LogEntry.objects.filter(what__in=words).order_by("pk").values_list("what", flat=True)) == words


def two_managers(town: Town, *, but: Person) -> list[Posting]:
    others = list(Posting.objects.filter(office=town.office).exclude(person=but).order_by("pk")[:2])
    Posting.objects.filter(pk__in=[one.pk for one in others]).update(manages=True)
    return others


@pytest.mark.parametrize(
    ("at", "body"),
    [
        ("/kelola/petugas/pulihkan/", {"petugas": "Tidak Ada", "alasan": "x"}),
        ("/kelola/petugas/pulihkan/", {}),
        ("/akun/keamanan/kunci/", {"jawaban": "{}"}),
        ("/masuk/kunci/", {"jawaban": "bukan json"}),
        ("/masuk/kunci/", {"jawaban": "[" * 1500}),
        ("/masuk/kunci/", {"jawaban": '{"id": "\\ud800"}'}),
        ("/masuk/kunci/", {"jawaban": '{"id": "A\\u0000"}'}),
    ],
)
def test_what_does_not_fit_changes_nothing(town: Town, at: str, body: dict[str, str], browser: Any) -> None:
    manager = next(p.person for p in Posting.objects.filter(office=town.office, manages=True))
    client = browser(manager)
    if "jawaban" in body:
        client.post("/masuk/kunci/tanya/")
    answer: HttpResponse = client.post(at, body)
    assert answer.status_code in (409, 422)
    assert not Rescue.objects.exists() and not manager.passkeys.exists()


def test_a_changed_password_is_told_and_ends_what_is_open_elsewhere(officer: Person) -> None:
    client = password(officer)
    set_up(client, officer)
    short, good = "jeruk-7-biru", "kedondong ungu palu"
    assert client.post("/akun/sandi/", {"lama": sample.PASSWORD, "baru": "jeruk-7-bir"}).status_code == 422, short
    assert client.post("/akun/sandi/", {"lama": sample.PASSWORD, "baru": good}).status_code == 302
    assert "kata sandi diganti" in told(officer)[-1]
    assert client.get(DESK).status_code == 200
    assert SignedIn.objects.filter(person=officer).count() == 1


OLD = (
    "jeruk-7",  # too short for an officer
    "1122334455667788",  # only digits
    "unbelievable",  # long enough, and in the list of those that leaked
    "bupatibupati",  # what people here think of first
)
BETTER = "/masuk/sandi-baru/"


@pytest.mark.parametrize("old", OLD)
def test_an_officer_with_a_weak_old_password_chooses_another_before_the_desk_opens(officer: Person, old: str) -> None:
    officer.set_password(old)
    officer.save()
    client = Client()
    client.post("/masuk/", {"nama": officer.phone, "sandi": old})
    assert client.get(BETTER)["Location"].startswith("/masuk/?lanjut="), "not before the second proof"
    set_up(client, officer)
    assert client.get(f"{DESK}?q=a")["Location"] == f"{BETTER}?lanjut=%2Fpetugas%2F%3Fq%3Da"
    fragment = client.get(DESK, headers={"HX-Request": "true"})
    assert fragment.status_code == 403
    assert "Ganti di sini" in fragment.content.decode()
    page = client.post(BETTER, {"baru": old})
    assert page.status_code == 422, "the same one is no better"
    assert client.get(DESK).status_code == 302
    good = {"baru": "kedondong ungu palu", "lanjut": "/petugas/surat/"}
    assert client.post(BETTER, good)["Location"] == "/petugas/surat/"
    assert client.get(DESK).status_code == 200
    assert client.get(BETTER)["Location"] == "/akun/"
    assert "kata sandi diganti" in told(officer)[-1]


def test_a_good_old_password_stays_though_it_holds_a_name(officer: Person) -> None:
    assert officer.name.split()[-1].casefold() in sample.PASSWORD, "the demo's"
    client = password(officer)
    set_up(client, officer)
    assert client.get(DESK).status_code == 200


def test_a_citizen_keeps_a_short_password(town: Town) -> None:
    citizen = town.citizens[0]
    citizen.set_password("jeruk-7-")
    citizen.save()
    client = Client()
    client.post("/masuk/", {"nama": citizen.phone, "sandi": "jeruk-7-"})
    assert client.get("/akun/").status_code == 200
    assert "password" not in client.session


def test_a_passkey_is_offered_to_a_citizen_once_in_a_browser(town: Town) -> None:
    citizen, offer, mine = town.citizens[0], "tanpa mengetik kata sandi", "/permohonan/"
    client = password(citizen)
    assert offer in client.get(mine).content.decode()
    assert offer in client.get(mine).content.decode(), "until it is answered"
    put_off = client.post("/akun/keamanan/kunci/nanti/", {"lanjut": mine})
    assert put_off["Location"] == mine
    assert offer not in client.get(mine).content.decode()
    client.post("/keluar/")
    client.post("/masuk/", {"nama": citizen.phone, "sandi": sample.PASSWORD})
    assert offer not in client.get(mine).content.decode(), "not again in this browser"
    Passkey.objects.create(person=citizen, credential="a", public_key=b"", sign_count=0, made_at=timezone.now())
    assert offer not in password(citizen).get(mine).content.decode(), "nor to whoever has one"


def test_an_officer_keeps_one_proof(officer: Person) -> None:
    client = password(officer)
    set_up(client, officer)
    assert client.post("/akun/keamanan/aplikasi/lepas/").status_code == 403
    assert "Sisa 10 dari 10" in client.get("/akun/keamanan/").content.decode()
    assert client.post("/akun/keamanan/kertas/").content.decode().count("-") > 10
    assert Authenticator.objects.filter(person=officer).count() == 1
