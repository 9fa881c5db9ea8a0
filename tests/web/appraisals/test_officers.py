"""Officers are appraised by their superior, rewarded by the head, and sign the code of ethics."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.appraisals.models import Appraisal, Commitment, Reward
from silastri.apps.audit.models import LogEntry
from silastri.apps.measures.models import StepDay
from silastri.apps.offices import operations as postings
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.appraisals import line, points
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours
from silastri.domain.satisfaction.reporting import before
from silastri.journey.appraisals import appraise, commit, people, reward
from silastri.journey.appraisals.reward import half_of
from tests.builders import STANDARDS, Town, a_town, today

Browser = Callable[[Person | None], Client]
GOOD = {point.key: 3 for point in points.POINTS}
POSTED = dict.fromkeys(GOOD, "3")


def line_of(town: Town) -> tuple[Person, Person, Person]:
    """An officer, his superior, and the superior of that one."""
    on = today()
    for person, posting in people.posted(town.office, on).items():
        first = people.superior(town.office, posting.post, person, on)
        second = first and people.superior(town.office, first.post, person, on, but=(first.people[0].pk,))
        if first and second:
            return posting.person, first.people[0], second.people[0]
    raise AssertionError("no line of three")


def test_from_draft_to_closed_with_each_refusal(town: Town, browser: Browser) -> None:
    officer, superior, above = line_of(town)
    period = before(half_of(today()))
    path = f"/petugas/penilaian/tulis/{officer.pk}/{period.key}/"
    his, mine, top = browser(superior), browser(officer), browser(above)
    assert officer.name in his.get("/petugas/penilaian/").content.decode()
    assert mine.get(path).status_code == 404, "nobody appraises himself"
    low = his.post(path, POSTED | {"mutu": "1", "beri": "ya"})
    assert (low.status_code, "perlu alasan" in low.content.decode()) == (422, True)
    made = Appraisal.objects.get()
    assert (made.state, made.said["marks"]["mutu"]) == ("draft", 1), "what was typed is kept"
    page = f"/petugas/penilaian/{made.pk}/"
    assert (mine.get(page).status_code, top.get(page).status_code) == (404, 404), "a draft is its writer's"
    sent = his.post(path, POSTED | {"mutu": "2", "alasan_mutu": "Sering salah ketik", "beri": "ya"})
    assert sent["Location"] == page
    assert "Sering salah ketik" in mine.get(page).content.decode()
    assert his.post(f"{page}baca/", {"jawaban": ""}).status_code == 403
    seen = {"tanda": appraise.mark(Appraisal.objects.get())}
    assert top.post(f"{page}sahkan/", seen).status_code == 409, "not before he has read it"
    assert mine.post(f"{page}baca/", {"jawaban": "Saya perbaiki."}).status_code == 302
    assert mine.post(f"{page}baca/", {"jawaban": "Lagi"}).status_code == 409
    assert top.post(f"{page}sahkan/", seen).status_code == 409, "he sees the answer first"
    seen = {"tanda": appraise.mark(Appraisal.objects.get())}
    assert his.post(f"{page}sahkan/", seen).status_code == 403
    assert top.post(f"{page}sahkan/", seen).status_code == 302
    assert Appraisal.objects.get().state == "closed"
    assert mine.get(f"{page}penilaian.pdf").content[:4] == b"%PDF"
    assert LogEntry.objects.filter(what="close_appraisal").count() == 1


def test_a_manager_who_is_no_superior_reads_nothing(town: Town, browser: Browser) -> None:
    officer, superior, _ = line_of(town)
    posted = people.posted(town.office, today())
    above = line.above(offices.definition(town.office).posts, posted[officer.pk].post)
    stranger = next(one for pk, one in posted.items() if pk != officer.pk and one.post not in above)
    postings.post(town.office, stranger.person, post=stranger.post, since=stranger.since, manages=True)
    made = given(town, officer, superior)
    assert browser(stranger.person).get(f"/petugas/penilaian/{made.pk}/").status_code == 404
    assert browser(superior).get(f"/petugas/penilaian/{made.pk}/").status_code == 200


def act_of(town: Town, person: Person) -> Act:
    """His act today at noon."""
    posts = [post.key for post in offices.definition(town.office).posts]
    key = next(post for post in posts if person in offices.holders(town.office, post, today()))
    return replace(town.act(key), at=offices.working_time(town.office).begins(today()) + timedelta(hours=12))


def given(town: Town, officer: Person, superior: Person) -> Appraisal:
    act = act_of(town, superior)
    said = appraise.Said(GOOD, {})
    return appraise.give(act, appraise.save(act, person=officer.pk, period=before(half_of(today())), said=said).pk)


def test_figures_are_frozen_when_it_is_given(town: Town) -> None:
    officer, superior, _ = line_of(town)
    period = before(half_of(today()))
    day = StepDay.objects.create(
        office=town.office, service=town.service(), on=period.since, step="periksa", post="x", person=officer,
        runs=10, late=1, returned=2, waiting=600, working=300,
    )  # fmt: skip
    made = given(town, officer, superior)
    StepDay.objects.filter(pk=day.pk).update(runs=99)
    found = appraise.measured(Appraisal.objects.get(pk=made.pk))
    assert (found.steps, found.on_time, found.returned, found.percent) == (10, 9, 2, 90)
    with pytest.raises(DatabaseError), transaction.atomic():
        Appraisal.objects.filter(pk=made.pk).update(facts={})


def test_it_is_closed_after_two_weeks_though_nobody_read_it(town: Town) -> None:
    officer, superior, above = line_of(town)
    made = given(town, officer, superior)
    act = act_of(town, above)
    with pytest.raises(MovedOn):
        appraise.close(act, made.pk, appraise.mark(made))
    later = replace(act, at=act.at + timedelta(days=15))
    assert appraise.close(later, made.pk, appraise.mark(made)).state == "closed"


def test_a_reward_from_the_proposal_to_the_public_page(town: Town, browser: Browser) -> None:
    officer, superior, _ = line_of(town)
    head = browser(offices.holders(town.office, people.head(town.office), today())[0])
    his, mine = browser(superior), browser(officer)
    assert "paling sedikit 2 kali" in head.get("/petugas/penghargaan/").content.decode()
    form = {"petugas": officer.pk, "alasan": "Sabar melayani"}
    assert mine.post("/petugas/penghargaan/usulkan/", form).status_code in (403, 422)
    assert his.post("/petugas/penghargaan/usulkan/", form | {"alasan": ""}).status_code == 422
    page = his.post("/petugas/penghargaan/usulkan/", form)["Location"]
    assert his.post("/petugas/penghargaan/usulkan/", form).status_code == 422, "once a half year"
    assert mine.get(page).status_code == 404
    decree = {"nomor": "800/12/2026", "tanggal": today().isoformat()}
    assert his.post(f"{page}beri/", decree).status_code == 403
    assert head.post(f"{page}beri/", decree | {"nomor": ""}).status_code == 422
    assert mine.get(f"{page}piagam.pdf").status_code == 404
    assert head.post(f"{page}beri/", decree).status_code == 302
    assert head.post(f"{page}tolak/", {"mengapa": "x"}).status_code == 409
    public = f"/kantor/{town.office.slug}/"
    assert "Sabar melayani" not in Client().get(public).content.decode()
    assert his.post(f"{page}umumkan/").status_code == 403
    assert mine.post(f"{page}umumkan/").status_code == 302
    assert "Sabar melayani" in Client().get(public).content.decode()
    assert mine.get(f"{page}piagam.pdf").content[:4] == b"%PDF"
    mine.post(f"{page}simpan/")
    assert "Sabar melayani" not in Client().get(public).content.decode()
    assert Reward.objects.get().facts["steps"] == 0


def test_nobody_proposes_who_is_not_below(town: Town) -> None:
    officer, superior, _ = line_of(town)
    with pytest.raises(NotYours):
        reward.propose(act_of(town, officer), person=superior.pk, reasons="Baik")
    with pytest.raises(NotFit):
        reward.propose(act_of(town, superior), person=town.citizens[0].pk, reasons="Baik")


def test_the_code_is_signed_again_when_it_changes(db: None, browser: Browser) -> None:
    town = a_town(STANDARDS / "pekanbaru-dinsos")
    officer, path = town.officer("back_office"), "/petugas/kode-etik/"
    client = browser(officer)
    assert "menunggu tanda tangan Anda" in client.get("/petugas/").content.decode()
    digest = commit.texts(town.office).digest
    assert client.post(path, {"tanda": digest}).status_code == 422
    assert client.post(path, {"tanda": "0" * 64, "setuju": "on"}).status_code == 409
    for _ in range(2):
        assert client.post(path, {"tanda": digest, "setuju": "on"}).status_code == 302
    assert Commitment.objects.count() == 1
    assert "menunggu tanda tangan Anda" not in client.get("/petugas/").content.decode()
    assert "1 dari" in Client().get(f"/kantor/{town.office.slug}/").content.decode()
    assert officer.name not in Client().get(f"/kantor/{town.office.slug}/").content.decode()
    assert client.get(f"{path}penanda-tangan.pdf").status_code == 403
    head = browser(town.officer("kepala_dinas"))
    assert "1 dari" in head.get(path).content.decode()
    assert head.get(f"{path}penanda-tangan.pdf").content[:4] == b"%PDF"
    assert commit.is_due(town.office, officer.pk, today() + timedelta(days=366))
    kept = town.office.definition
    postings.changed(town.office)
    town.office.definition = kept.replace("Menjaga kerahasiaan data warga", "Menjaga rahasia warga")
    town.office.definition_hash = "1" * 64
    town.office.save()
    assert commit.is_due(town.office, officer.pk, today())


def test_without_a_code_the_page_says_what_to_do(db: None, browser: Browser) -> None:
    town = a_town(STANDARDS / "pekanbaru-dpmptsp")
    officer = town.officer("back_office")
    assert "Naskahnya ditulis pengelola server" in browser(officer).get("/petugas/kode-etik/").content.decode()
    with pytest.raises(NotThere):
        commit.sign(act_of(town, officer), digest="x", has_read=True)


@pytest.mark.parametrize("office", ["rokan-hilir", "kampar", "pekanbaru-dinsos"])
def test_what_officers_promise_is_public_and_can_be_signed(office: str, db: None, browser: Browser) -> None:
    town = a_town(STANDARDS / office)
    texts = commit.texts(town.office)
    assert texts and min(len(texts.ethics), len(texts.integrity)) >= 3
    assert texts.ethics[0] in Client().get(f"/kantor/{town.office.slug}/").content.decode()
    assert texts.integrity[0] in browser(town.officer("back_office")).get("/petugas/kode-etik/").content.decode()
