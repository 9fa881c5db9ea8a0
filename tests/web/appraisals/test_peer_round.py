"""A round of 360 degrees: answered by nobody in particular, told only where four others answered."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.appraisals.models import PeerAnswer, PeerInvitation, PeerResult, PeerRound
from silastri.domain.act import Act
from silastri.domain.appraisals import peers
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours
from silastri.domain.satisfaction.reporting import before
from silastri.journey.appraisals import people, rounds
from silastri.journey.appraisals.reward import half_of
from tests.builders import Town, today
from tests.web.appraisals.test_officers import act_of
from tests.web.surveys.test_nobody_is_known import everything

Browser = Callable[[Person | None], Client]
TEXT = "Kursi rapat selalu dirapikannya."
POSTED = {f"p{n}": str(1 + n % 4) for n in range(1, len(peers.STATEMENTS) + 1)} | {"tambahan": TEXT}
MARKS = dict.fromkeys(range(1, len(peers.STATEMENTS) + 1), 3)


def head_act(town: Town) -> Act:
    return act_of(town, town.officer(people.head(town.office)))


def opened(town: Town) -> PeerRound:
    period = before(half_of(today()))
    return rounds.open_round(head_act(town), period=period, last_day=today() + timedelta(days=14))


def test_answering_leaves_an_answer_and_a_used_invitation_and_nothing_else(town: Town, browser: Browser) -> None:
    opened(town)
    asked = PeerInvitation.objects.order_by("pk").first()
    assert asked
    client = browser(asked.rater)
    path = f"/petugas/putaran/rekan/{asked.about_id}/"
    assert client.get("/petugas/putaran/").status_code == 200
    assert client.post(path, POSTED | {"p1": ""}).status_code == 422
    assert client.get(path).status_code == 200
    before_it = everything()
    assert client.post(path, POSTED).status_code == 302
    after = everything()
    changed = {table for table in after if after[table] != before_it.get(table)}
    assert changed == {"appraisals_peeranswer", "appraisals_peerinvitation"}
    old = before_it["appraisals_peerinvitation"] - after["appraisals_peerinvitation"]
    new = after["appraisals_peerinvitation"] - before_it["appraisals_peerinvitation"]
    assert len(old) == len(new) == 1
    assert len([1 for a, b in zip(*old, *new, strict=True) if a != b]) == 1, "only that it was used"
    assert client.post(path, POSTED).status_code == 404, "once"


def test_no_column_holds_the_way_back(town: Town) -> None:
    opened(town)
    asked = PeerInvitation.objects.filter(about_id=PeerInvitation.objects.values("about_id")[:1])
    for one in asked.select_related("rater"):
        rounds.answer(act_of(town, one.rater), about=one.about_id, marks=MARKS, text=TEXT)
    kept = list(PeerAnswer.objects.all())
    names = {name for one in kept for name in (one.pk.hex, str(one.pk))}
    for table, rows in everything().items():
        for row in rows:
            held = " ".join(row)
            assert TEXT not in held, "it is kept sealed"
            if table != "appraisals_peeranswer":
                assert not [name for name in names if name in held], f"{table} knows an answer"
    assert {field.name for field in PeerAnswer._meta.fields} == {"id", "round", "about", "group", "said"}
    assert {field.name for field in PeerInvitation._meta.fields} == {
        "id", "round", "rater", "about", "group", "is_superior", "is_used",
    }  # fmt: skip
    assert not [one for one in PeerAnswer._meta.fields if one.get_internal_type() in ("DateField", "DateTimeField")]


def test_what_is_told_at_the_end_and_to_whom(town: Town, browser: Browser) -> None:
    found = opened(town)
    about = PeerInvitation.objects.filter(is_superior=True).order_by("about_id").values_list("about_id", flat=True)[0]
    asked = list(PeerInvitation.objects.filter(about_id=about).select_related("rater"))
    reader = next(one.rater for one in asked if one.is_superior)
    others = [one for one in asked if not one.is_superior]
    for one in others[:4]:
        rounds.answer(act_of(town, one.rater), about=about, marks=MARKS, text=TEXT)
    subject = Person.objects.get(pk=about)
    assert browser(subject).get("/petugas/putaran/").content.decode().count("Belum ada hasil") == 1
    head = head_act(town)
    with pytest.raises(MovedOn):
        rounds.close(head, found.pk)
    late = replace(head, at=head.at + timedelta(days=20))
    with pytest.raises(NotYours):
        rounds.close(replace(act_of(town, others[0].rater), at=late.at), found.pk)
    rounds.close(late, found.pk)
    with pytest.raises(MovedOn):
        rounds.close(late, found.pk)
    assert not PeerAnswer.objects.exists() and not PeerInvitation.objects.exists()
    result = PeerResult.objects.get(about_id=about)
    path = f"/petugas/putaran/hasil/{result.pk}/"
    assert "3,0" in browser(subject).get(path).content.decode()
    read = browser(reader).get(path).content.decode()
    assert read.count(TEXT) == 1, "what four wrote alike is shown once"
    assert f"4 dari {len(asked)} rekan yang diminta menjawab" in read
    assert f"4 dari {len(asked)}" in browser(subject).get("/petugas/putaran/").content.decode()
    stranger = next(one.rater for one in others if one.rater_id not in (about, reader.pk))
    assert browser(stranger).get(path).status_code == 404
    few = PeerResult.objects.exclude(pk=result.pk).first()
    assert few and few.told == {}
    assert "kurang dari 4" in browser(few.about).get("/petugas/putaran/").content.decode()
    assert "Terlalu sedikit" in browser(few.about).get(f"/petugas/putaran/hasil/{few.pk}/").content.decode()


def test_a_round_is_about_the_half_year_that_ended(town: Town) -> None:
    head, ended = head_act(town), before(half_of(today()))
    assert rounds.expected(head) == ended
    opened(town)
    assert rounds.expected(head) == half_of(today()), "that one was held"


def test_who_may_open_one(town: Town, browser: Browser) -> None:
    officer = town.officer("back_office")
    period = before(half_of(today()))
    assert browser(officer).post("/petugas/putaran/buka/", {}).status_code == 403
    with pytest.raises(NotFit):
        rounds.open_round(head_act(town), period=period, last_day=today())
    opened(town)
    with pytest.raises(MovedOn):
        opened(town)
    with pytest.raises(NotThere):
        rounds.answer(act_of(town, officer), about=officer.pk, marks=MARKS, text="")
