"""The lists of the desk: what they find, how they are filtered, sorted and paged, and where they lead next."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.letters.models import Letter
from tests.builders import SCHOOL, Town, a_case

Browser = Callable[[Person | None], Client]
INBOX, ALL = "/petugas/", "/petugas/permohonan/"


def refs(client: Client, address: str) -> list[str]:
    """The cases of the list, in their order."""
    page = client.get(address)
    assert page.status_code == 200, address
    return re.findall(r'<tr class="list__row[^>]* id="([^"]+)"', page.content.decode())


def searched(client: Client, path: str, words: str) -> list[str]:
    sent = client.post(path, {"cari": words})
    assert words not in sent["Location"]
    return refs(client, sent["Location"])


def chips(client: Client, address: str) -> dict[str, int]:
    """What the filters offer, with their counts."""
    page = client.get(address).content.decode()
    found = re.findall(r'class="chip[^>]*>([^<]+) <span class="chip__count">(\d+)', page)
    return {label: int(count) for label, count in found}


def test_one_box_finds_by_every_name_and_number_that_people_know(town: Town, browser: Browser) -> None:
    mine, other = a_case(town, "pencetakan"), a_case(town, "pencetakan", citizen=1)
    Case.objects.filter(pk=other.pk).update(holder_name="Kakek Lain Contoh", holder_index="")
    client, letter = browser(town.officer("back_office")), Letter.objects.get(case=mine)
    client.post("/petugas/alasan/", {"alasan": "owner", "semua": "on", "tentang": "*", "lanjut": "/petugas/"})
    nik = mine.answers["values"]["calon"]["nik"]
    for path in (INBOX, ALL):
        for words in (
            "minah", "INAH nek", town.citizens[0].name, town.citizens[0].nik or "", f"{nik[:6]} {nik[6:12]} {nik[12:]}",
            mine.ref, mine.ref.lower()[:9], letter.number, letter.number[:-5],
        ):  # fmt: skip
            assert searched(client, path, words) == [mine.ref], (path, words)
        for words in ("xyzzy", "minah lain", nik[:-1] + "9", "1" * 16, "503/999"):
            assert searched(client, path, words) == [], (path, words)


def test_nothing_is_found_in_another_office(town: Town, browser: Browser) -> None:
    from tests.builders import STANDARDS, a_town

    case, kampar = a_case(town, "penomoran"), a_town(STANDARDS / "kampar")
    client = browser(kampar.officer("back_office"))
    for words in ("minah", town.citizens[0].nik or "", case.ref):
        assert searched(client, ALL, words) == []


def test_filters_tell_how_much_they_would_show_and_narrow_each_other(town: Town, browser: Browser) -> None:
    late, today, taken = a_case(town), a_case(town, "penomoran"), a_case(town, "penomoran")
    a_case(town, service=SCHOOL)
    now, officer = timezone.now(), town.officer("back_office")
    Case.objects.update(due_at=now + timedelta(days=9), promise_due_at=now + timedelta(days=9))
    Case.objects.filter(pk=late.pk).update(due_at=now - timedelta(days=2))
    Case.objects.filter(pk=taken.pk).update(taken_by=officer)
    client = browser(officer)
    offered = chips(client, INBOX)
    school = town.service(SCHOOL)
    assert {
        "Terlambat": 1,
        "Belum diambil": 3,
        "Saya pegang": 1,
        "Penomoran": 2,
        school.name: 1,
    }.items() <= offered.items()
    assert "Dikembalikan" not in offered, "a filter that would show nothing is not offered"
    assert refs(client, INBOX + "?pilih=terlambat") == [late.ref]
    assert refs(client, INBOX + "?pilih=saya") == [taken.ref]
    assert set(refs(client, INBOX + "?langkah=Penomoran")) == {today.ref, taken.ref}
    assert refs(client, INBOX + "?langkah=Penomoran&pilih=bebas") == [today.ref]
    assert refs(client, f"{INBOX}?layanan={school.pk}&langkah=Penomoran") == []
    assert chips(client, INBOX + "?langkah=Penomoran")["Saya pegang"] == 1
    assert "Hapus saringan" in client.get(f"{INBOX}?layanan={school.pk}&langkah=Penomoran").content.decode()
    assert len(refs(client, INBOX + "?layanan=abc&pilih=x&urut=y&baris=7&halaman=-3&keadaan=z")) == 4


def test_a_case_that_was_sent_back_says_so_and_why_until_it_has_passed_that_step(town: Town, browser: Browser) -> None:
    from silastri.journey.steps import decide

    case = a_case(town, "verifikasi")
    act = town.act("ahli_muda")
    back = decide.decide(act, ref=case.ref, turn=case.turn, outcome="kembali:pemeriksaan", note="Foto KTP terpotong")
    client = browser(town.officer("back_office"))
    assert refs(client, INBOX + "?pilih=dikembalikan") == [case.ref]
    page = client.get(INBOX).content.decode()
    assert "dikembalikan</strong>" in page
    assert f"{town.officer('ahli_muda').name}: Foto KTP terpotong" in page
    assert back.sent_back == "verifikasi"


def test_a_list_is_sorted_by_its_columns_and_says_by_which(town: Town, browser: Browser) -> None:
    first, second, third = (a_case(town, "penomoran", citizen=n) for n in range(3))
    now = timezone.now()
    for n, (case, name) in enumerate(((first, "Citra"), (second, "andi"), (third, "Budi"))):
        Case.objects.filter(pk=case.pk).update(
            holder_name=name,
            due_at=now + timedelta(days=3 - n),
            promise_due_at=None,
            submitted_at=now - timedelta(days=n),
        )
    client = browser(town.officer("back_office"))
    for by, order in (
        ("batas", [third, second, first]),
        ("-batas", [first, second, third]),
        ("pemegang", [second, third, first]),
        ("umur", [first, second, third]),
        ("-umur", [third, second, first]),
    ):
        assert refs(client, f"{INBOX}?urut={by}") == [case.ref for case in order], by
    assert refs(client, INBOX) == [third.ref, second.ref, first.ref], "by due unless another order is asked for"
    page = client.get(INBOX + "?urut=-pemegang").content.decode()
    assert page.count("aria-sort=") == 1
    assert re.search(r'aria-sort="descending"><a class="list__sort" href="\?urut=pemegang">Pemegang', page)


def test_a_list_goes_page_by_page_and_stops_at_its_last(town: Town, browser: Browser) -> None:
    case = a_case(town, "penomoran")
    fields = {f.attname: getattr(case, f.attname) for f in Case._meta.concrete_fields if f.attname not in ("id", "ref")}
    Case.objects.bulk_create(Case(**fields, ref=f"RHL-{n:05}-00000") for n in range(59))
    client = browser(town.officer("back_office"))
    pages = [refs(client, f"{INBOX}?baris=25&halaman={n}") for n in (1, 2, 3)]
    assert [len(page) for page in pages] == [25, 25, 10]
    assert len({ref for page in pages for ref in page}) == 60
    assert refs(client, f"{INBOX}?baris=25&halaman=99") == pages[2]
    assert "26 sampai 50 dari 60" in client.get(f"{INBOX}?baris=25&halaman=2").content.decode()


def test_an_empty_list_says_what_to_do_next(town: Town, browser: Browser) -> None:
    page = browser(town.officer("ahli_madya")).get(INBOX).content.decode()
    assert "Tidak ada yang menunggu" in page
    assert f'href="{ALL}">Lihat semua permohonan' in page


def test_after_a_step_the_next_case_of_the_same_list_is_one_click_away(town: Town, browser: Browser) -> None:
    cases = [a_case(town, "verifikasi", citizen=n) for n in range(3)]
    for n, case in enumerate(cases):
        Case.objects.filter(pk=case.pk).update(holder_name=f"Pemegang {n}")
    a_case(town, "verifikasi", service=SCHOOL)
    client = browser(town.officer("ahli_muda"))
    address = f"{INBOX}?layanan={town.service().pk}&urut=-pemegang"
    client.get(address)
    assert "data-next" not in client.get(address).content.decode()
    for done, following in ((1, 0), (0, 2)):
        sent = client.post(
            reverse("decide", args=[cases[done].ref]), {"giliran": cases[done].turn, "keputusan": "lanjut"}
        )
        assert sent["Location"] == f"{address}#{cases[following].ref}"
        page = client.get(address).content.decode()
        assert re.search(
            rf'data-next href="/petugas/permohonan/{cases[following].ref}/">Berkas berikutnya: Pemegang', page
        )
    page = client.get(f"/petugas/permohonan/{cases[2].ref}/").content.decode()
    assert f'href="{address.replace("&", "&amp;")}#{cases[2].ref}"' in page, "and back to the same place"


@pytest.mark.parametrize("path", [INBOX, ALL])
def test_a_list_without_a_script_can_do_all_that_matters(town: Town, browser: Browser, path: str) -> None:
    a_case(town, "penomoran")
    page = browser(town.officer("back_office")).get(path).content.decode()
    assert re.search(rf'<form[^>]*method="post" action="{path}"', page)
    assert "list__open" in page
    assert re.search(r"<dialog[^>]*data-keys", page)
