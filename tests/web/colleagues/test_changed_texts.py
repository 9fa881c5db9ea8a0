"""A manager changes the text of a letter, a second person publishes it as a new version, and cases that run keep
theirs."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import TextDraft, Version
from silastri.domain.refusal import NotFit
from silastri.domain.words.difference import difference
from silastri.jobs.publishing import NotPublishable, publish
from silastri.journey.office import publish_text, text_draft
from silastri.journey.office.text_draft import NewerVersion, NotYourDraft, Waits
from tests.builders import JOMPO, MONDAY, STANDARDS, Town, a_case, texts

Browser = Callable[[Person | None], Client]
EDIT = "/kelola/surat/jompo-terlantar/surat/ubah/"
ADDED = "Demikian surat ini dibuat untuk dipergunakan sebagaimana mestinya, sesuai peraturan."


def changed(added: str = ADDED) -> str:
    return f"{texts(JOMPO)['surat.md'].rstrip()}\n\n{added}\n"


def drafted(town: Town, **said: str) -> TextDraft:
    text, why = said.get("text", changed()), said.get("why", "Saran inspektorat")
    return text_draft.write(town.act("back_office"), service=town.service(), file="surat.md", text=text, why=why)


def proposed(town: Town) -> TextDraft:
    draft = drafted(town)
    text_draft.propose(town.act("back_office"), draft=draft)
    return TextDraft.objects.get(pk=draft.pk)


def version(town: Town) -> Version:
    return catalog.newest(town.service())


def test_from_the_draft_to_the_new_version(town: Town, browser: Browser) -> None:
    running = a_case(town, "verifikasi")
    author, head = browser(town.officer("back_office")), browser(town.officer("kepala_dinas"))
    sent = {"naskah": changed().replace("\n", "\r\n"), "alasan": "Saran inspektorat", "tindakan": "ajukan"}
    answer = author.post(EDIT, sent)
    draft = TextDraft.objects.get()
    here = f"/petugas/naskah/{draft.pk}/"
    assert answer["Location"] == here
    assert version(town).number == 1
    waits = head.get(here).content.decode()
    assert f"Ditambah: </span>{ADDED}" in waits
    assert "Setujui dan terbitkan" in waits
    assert head.get(f"{here}surat.pdf").content.startswith(b"%PDF")
    assert head.post(here, {"putusan": "setuju"}).status_code == 302
    made = version(town)
    assert (made.number, made.texts["surat.md"]) == (2, changed())
    assert {k: v for k, v in made.texts.items() if k != "surat.md"} == {
        k: v for k, v in texts(JOMPO).items() if k != "surat.md"
    }
    assert catalog.current(town.service(), MONDAY.date()) == made
    running.refresh_from_db()
    assert running.version.number == 1
    told = author.get("/kelola/surat/jompo-terlantar/surat/riwayat/").content.decode()
    for word in ("Versi 2", "Saran inspektorat", town.officer("kepala_dinas").name, ADDED):
        assert word in told
    logged = set(LogEntry.objects.values_list("what", flat=True))
    assert {"propose_text", "publish_text"} <= logged


def test_mistakes_are_told_with_line_and_remedy_and_are_not_proposed(town: Town, browser: Browser) -> None:
    client = browser(town.officer("back_office"))
    line = changed().count("\n") - 1
    wrong = changed("{{ pemegang.nama_lengkap }}")
    page = client.post(EDIT, {"naskah": wrong, "alasan": "Coba", "tindakan": "ajukan"})
    assert page.status_code == 422
    shown = page.content.decode()
    assert f"baris {line + 1}: surat memakai nama &#x27;pemegang.nama_lengkap&#x27; yang tidak ada" in shown
    assert "mungkin maksudnya {{ pemegang.nama }}" in shown
    assert TextDraft.objects.get().state == "draft", "what was typed is kept"
    assert "Surat digambar di sini" in shown


@pytest.mark.parametrize(
    ("added", "what"),
    [
        ("{{ bila isian.x", "tidak"),
        ('{{ bila pemegang.nama != "" }}', "selesai"),
        ("Terima kasih \U0001f600", "tidak dapat dicetak"),
    ],
)
def test_no_text_with_a_mistake_waits_for_anybody(town: Town, added: str, what: str) -> None:
    draft = drafted(town, text=changed(added))
    told = text_draft.findings(draft)
    assert any(what in f"{one.what} {one.remedy}" for one in told)
    with pytest.raises(NotFit):
        text_draft.propose(town.act("back_office"), draft=draft)
    assert TextDraft.objects.get().state == "draft"


def test_a_text_that_is_the_same_or_without_a_reason_is_not_proposed(town: Town) -> None:
    with pytest.raises(NotFit, match="belum tersimpan"):
        drafted(town, text=texts(JOMPO)["surat.md"])
    draft = drafted(town, why=" ")
    with pytest.raises(NotFit) as refusal:
        text_draft.propose(town.act("back_office"), draft=draft)
    assert "alasan" in refusal.value.fields


def test_who_wrote_it_does_not_publish_it(town: Town, browser: Browser) -> None:
    draft = proposed(town)
    client = browser(town.officer("back_office"))
    here = f"/petugas/naskah/{draft.pk}/"
    assert "Setujui dan terbitkan" not in client.get(here).content.decode()
    for putusan in ("setuju", "tolak"):
        assert client.post(here, {"putusan": putusan, "alasan": "x"}).status_code == 403
    assert version(town).number == 1
    with pytest.raises(IntegrityError):
        TextDraft.objects.filter(pk=draft.pk).update(state="published", decided_by=draft.author)


def test_who_neither_manages_nor_heads_the_office_does_not_publish_it(town: Town, browser: Browser) -> None:
    here = f"/petugas/naskah/{proposed(town).pk}/"
    for person in (town.officer("loket"), town.citizens[0]):
        client = browser(person)
        for path in (here, "/petugas/naskah/", f"{here}surat.pdf", EDIT):
            assert client.get(path).status_code == 403, path
        assert client.post(here, {"putusan": "setuju"}).status_code == 403
    assert version(town).number == 1


def test_refused_with_a_reason_it_goes_back_to_its_author(town: Town, browser: Browser) -> None:
    draft = proposed(town)
    head, author = browser(town.officer("kepala_dinas")), browser(town.officer("back_office"))
    here = f"/petugas/naskah/{draft.pk}/"
    assert head.post(here, {"putusan": "tolak", "alasan": " "}).status_code == 422
    assert head.post(here, {"putusan": "tolak", "alasan": "Kalimatnya terlalu panjang"}).status_code == 302
    page = author.get(EDIT).content.decode()
    assert "Kalimatnya terlalu panjang" in page
    assert ADDED in page, "he goes on from what he wrote"
    assert head.post(here, {"putusan": "setuju"}).status_code == 409
    assert version(town).number == 1


def test_a_draft_belongs_to_its_author_and_a_proposed_one_waits(town: Town, browser: Browser) -> None:
    draft = drafted(town)
    with pytest.raises(NotYourDraft):
        text_draft.write(town.act("loket"), service=town.service(), file="surat.md", text=changed("Lain"), why="x")
    with pytest.raises(NotYourDraft):
        text_draft.propose(town.act("loket"), draft=draft)
    text_draft.propose(town.act("back_office"), draft=draft)
    with pytest.raises(Waits):
        drafted(town, text=changed("Lain"))
    client = browser(town.officer("back_office"))
    assert "menunggu orang kedua" in client.get(EDIT).content.decode()
    client.post(f"/kelola/naskah/{draft.pk}/tarik/")
    assert TextDraft.objects.get().state == "withdrawn"
    assert client.post(f"/kelola/naskah/{draft.pk}/tarik/").status_code == 409
    drafted(town, text=changed("Lain"))


def test_what_was_published_meanwhile_is_not_taken_back(town: Town) -> None:
    draft = proposed(town)
    desk = publish_text.Desk(town.office, {"kepala_dinas": ""}, False)
    newer = version(town)
    Version.objects.create(
        service=newer.service, number=2, effective_on=newer.effective_on, texts=newer.texts,
        texts_hash="x", published_at=MONDAY,
    )  # fmt: skip
    with pytest.raises(NewerVersion):
        publish_text.publish(town.act("kepala_dinas"), desk=desk, pk=draft.pk)
    Version.objects.filter(number=2).update(effective_on=MONDAY.date() + timedelta(days=30))
    text_draft.withdraw(town.act("back_office"), draft=draft)
    with pytest.raises(NewerVersion, match="belum berlaku"):
        drafted(town)
    assert not Version.objects.filter(number=3).exists()


def test_a_folder_that_knows_nothing_of_it_does_not_take_it_back(town: Town) -> None:
    draft = proposed(town)
    desk = publish_text.Desk(town.office, {"kepala_dinas": ""}, False)
    publish_text.publish(town.act("kepala_dinas"), desk=desk, pk=draft.pk)
    with pytest.raises(NotPublishable) as refusal:
        publish(STANDARDS / "rokan-hilir", at=MONDAY)
    assert [one.file for one in refusal.value.findings] == ["rokan-hilir/jompo-terlantar/surat.md"]
    assert version(town).number == 2
    publish(STANDARDS / "rokan-hilir", at=MONDAY, replace=True)
    assert (version(town).number, version(town).texts["surat.md"]) == (3, texts(JOMPO)["surat.md"])
    publish(STANDARDS / "rokan-hilir", at=MONDAY)
    assert version(town).number == 3


def test_the_difference_shows_what_changed_with_a_few_lines_around_it() -> None:
    before = "\n".join("abcdefghij")
    after = before.replace("c", "C").replace("i\nj", "j")
    assert "".join(line.mark + line.text for line in difference(before, after, around=1)) == " b-c+C d@ h-i j"
    assert difference(before, before) == []
