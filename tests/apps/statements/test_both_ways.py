"""Statements that are made once write and read what Django's own do: the same rows by both ways."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from functools import partial
from itertools import count
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore as DjangoStore
from django.contrib.sessions.models import Session
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone as clock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from silastri.apps.accounts import queries as accounts
from silastri.apps.accounts.models import Attempts, Person
from silastri.apps.accounts.session_store import SessionStore
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter
from silastri.apps.messages import operations as messages
from silastri.apps.messages.models import Message
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office, Posting
from silastri.apps.remarks import queries as remarks
from silastri.apps.remarks.models import Remark, RemarkRead
from silastri.apps.statements.made import Lookup, insert, update
from silastri.domain.case.workflow import State
from tests.builders import MONDAY, Town, a_case

pytestmark = pytest.mark.django_db
many = partial(settings, max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

_number = count(1)
_texts = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=30)
_zones = st.sampled_from([UTC, timezone(timedelta(hours=7)), timezone(-timedelta(hours=3, minutes=30))])
_moments = st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=_zones)
_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | _texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_texts, inner, max_size=3),
    max_leaves=6,
)
_messages = st.fixed_dictionaries(
    {
        "turn": st.none() | st.integers(-(2**31), 2**31 - 1),
        "channel": st.sampled_from([*Message.Channel, "whatsapp"]),
        "to": _texts,
        "template": st.sampled_from(["news", "arrived", "progress"]),
        "values": st.none() | _json,
        "rank": st.integers(-5, 5),
        "state": st.sampled_from([*Message.State, "queued"]),
        "queued_at": _moments,
        "due_at": _moments,
        "sent_at": st.none() | _moments,
        "error": _texts,
        "answer_lost": st.booleans(),
        "cost": st.none() | st.decimals(0, 9999, places=2),
    }
)
_moved = st.fixed_dictionaries(
    {
        "state": st.sampled_from([*State, "running"]),
        "turn": st.integers(0, 2**31 - 1),
        "seal": _texts,
        "post": _texts,
        "due_at": st.none() | _moments,
        "taken_at": st.none() | _moments,
        "promise_left": st.none() | st.integers(-(2**31), 2**31 - 1),
        "hands": st.dictionaries(_texts, st.lists(st.integers(0, 99)), max_size=3),
        "notes": st.dictionaries(_texts, _json, max_size=3),
        "ending": _texts,
    }
)


def the_next_case(town: Town) -> Case:
    """Nobody may have many drafts, nor send many files in a day; for this one the others are of another day."""
    Case.objects.update(state=State.DONE)
    Attempts.objects.all().delete()
    return a_case(town)


def shown(row: models.Model, *without: str) -> dict[str, Any]:
    """What a row says, opened."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields
            if field.attname not in ("id", *without)}  # fmt: skip


@many()
@given(found=st.lists(_messages, min_size=1, max_size=3))
def test_the_same_messages(town: Town, found: list[dict[str, Any]]) -> None:
    def made(way: str) -> list[Message]:
        office = {"office_id": town.office.pk, "person": town.citizens[0]}
        return [Message(**one, **office, about=f"{way}/{next(_number)}") for one in found]

    ours, djangos = made("ours"), made("django")
    insert(ours)
    Message.objects.bulk_create(djangos)
    read = [[shown(Message.objects.get(about=one.about), "about") for one in rows] for rows in (ours, djangos)]
    assert read[0] == read[1]


@many()
@given(found=_moved)
def test_the_same_case(town: Town, found: dict[str, Any]) -> None:
    case = the_next_case(town)
    seen = []
    for write in (update, lambda row, names: row.save(update_fields=names)):
        row = Case.objects.get(pk=case.pk)
        for name, value in found.items():
            setattr(row, name, value)
        write(row, list(found))
        seen.append(shown(Case.objects.get(pk=case.pk)))
    assert seen[0] == seen[1]


@many()
@given(found=_moved)
def test_the_same_case_is_read(town: Town, found: dict[str, Any]) -> None:
    case = the_next_case(town)
    Case.objects.filter(pk=case.pk).update(**{name: value for name, value in found.items() if name != "notes"})
    with transaction.atomic():
        ours = cases.lock(case.ref, office=town.office.pk)
        django = cases._held(ref=case.ref, office_id=town.office.pk).get()
    for one in ("office", "applicant"):
        assert ours._state.fields_cache[one].__dict__.keys() == django._state.fields_cache[one].__dict__.keys()
        assert getattr(ours, one) == getattr(django, one)
    assert "definition" not in ours.office.__dict__
    assert shown(ours) == shown(django)
    assert shown(ours.applicant) == shown(django.applicant)
    assert (ours._state.adding, ours._state.db) == (django._state.adding, django._state.db)


def _optional(ref: Any) -> models.QuerySet[Case]:
    return Case.objects.filter(ref=ref).select_related("taken_by", "filled_by", "version__service")


def test_what_is_not_there_and_what_stands_behind_two_relations(town: Town) -> None:
    case = a_case(town)
    found = Lookup(_optional)(case.ref)
    assert found is not None
    assert (found.taken_by, found.filled_by) == (case.taken_by, case.filled_by)
    assert found.version.service == case.service
    assert Lookup(_optional)("RHL-00000-00000") is None


def test_every_kind_of_column_is_read_as_django_reads_it(town: Town) -> None:
    a_case(town, None)
    letter = Letter.objects.get()
    found = Lookup(lambda code: Letter.objects.filter(code=code))(letter.code)
    assert found is not None
    assert shown(found) == shown(letter)


def test_what_was_held_is_let_go_and_nothing_else(town: Town) -> None:
    case, other = a_case(town), a_case(town, "verifikasi", citizen=1)
    Message.objects.all().delete()
    later = MONDAY + timedelta(minutes=10)

    def one(about: str, of: Case = case, **more: Any) -> Message:
        said = {"template": "news", "values": {}, "due_at": later, "queued_at": MONDAY, "about": about} | more
        return Message.objects.create(case=of, to="6281", **said)

    held = one("held")
    kept = [
        one("of another case", other),
        one("of an officer", template="arrived"),
        one("tried before", attempts=1),
        one("sent", state=Message.State.SENT),
        one("due", due_at=MONDAY - timedelta(minutes=1)),
    ]
    before = [row.due_at for row in kept]
    messages.send_held(case, MONDAY)
    held.refresh_from_db()
    assert held.due_at == MONDAY
    assert [Message.objects.get(pk=row.pk).due_at for row in kept] == before


def watched(statements: list[str]) -> Callable[..., Any]:
    def watch(execute: Any, sql: str, params: Sequence[Any], many: bool, context: Any) -> Any:
        statements.append(sql)
        return execute(sql, params, many, context)

    return watch


def test_who_watches_sees_every_statement(town: Town) -> None:
    """Such as the guard of who only reads."""
    case, seen = a_case(town), list[str]()
    run = StepRun.objects.filter(case=case).order_by("-turn")[0]
    run.pk, run.turn = None, 99
    with connection.execute_wrapper(watched(seen)), transaction.atomic():
        found = cases.lock(case.ref, office=town.office.pk)
        insert([run])
        update(found, ["post"])
    words = [sql.split()[0] for sql in seen if not sql.startswith(("SAVEPOINT", "RELEASE"))]
    assert words == ["SELECT", "INSERT", "UPDATE"]


def test_a_cost_keeps_its_two_places(town: Town) -> None:
    told = Message(to="6281", template="news", values={}, about="cost", queued_at=MONDAY, due_at=MONDAY)
    told.cost = Decimal("350.50")
    insert([told])
    assert Message.objects.get(about="cost").cost == Decimal("350.50")


def test_what_every_request_asks(town: Town) -> None:
    case = a_case(town, None)
    officer = Posting.objects.filter(office=town.office).first()
    assert officer is not None
    ours: list[Sequence[models.Model]] = [
        [accounts._person(case.applicant_id) or case],
        offices._offices.all(),
        offices._near.all(officer.person_id, MONDAY.date(), MONDAY.date()),
        cases._runs.all(case.pk),
        list(cases.documents(case).values()),
        list(cases.last_marks(case).values()),
        sorted(letters.of_case(case), key=lambda one: one.pk),
    ]
    django: list[models.QuerySet[Any]] = [
        Person.objects.filter(pk=case.applicant_id),
        Office.objects.order_by("name"),
        offices._postings_near(officer.person_id, MONDAY.date(), MONDAY.date()),
        StepRun.objects.filter(case=case).order_by("turn"),
        cases._last_of_each(case.pk),
        cases._marks_of_last_check(case.pk),
        Letter.objects.filter(case=case).exclude(state=Letter.State.VOID).order_by("pk"),
    ]
    assert all(ours)
    assert [[shown(row) for row in rows] for rows in ours] == [[shown(row) for row in rows] for rows in django]


def test_a_session_that_is_over_is_not_found() -> None:
    kept = SessionStore()
    kept["who"] = "Contoh"
    kept.save()
    assert SessionStore(kept.session_key)["who"] == "Contoh"
    Session.objects.update(expire_date=clock.now() - timedelta(seconds=1))
    assert dict(SessionStore(kept.session_key).items()) == {}


def test_a_session_is_kept_as_django_keeps_it_and_one_that_ended_stays_so() -> None:
    kept = SessionStore()
    kept["who"] = "Contoh"
    kept.save()
    kept["list"] = ["inbox", "?cari=contoh"]
    kept.set_expiry(60)
    with CaptureQueriesContext(connection) as asked:
        kept.save()
    assert len(asked) == 1
    row = Session.objects.get()
    assert dict(DjangoStore(kept.session_key).items()) == dict(kept.items())
    assert row.expire_date - clock.now() < timedelta(seconds=61)
    DjangoStore(kept.session_key).delete()  # signed out in another tab
    kept["who"] = "Lain"
    kept.save()
    assert not Session.objects.exists()


def test_what_pages_of_a_case_ask(town: Town) -> None:
    """What stands behind a relation from the other side is there, or known to be missing, without being asked for."""
    case = a_case(town, None)
    writer, reader = town.officer("back_office"), town.officer("loket")
    notes = [
        Remark.objects.create(case=case, person=writer, by="x", to=reader, text=f"{n}", at=MONDAY) for n in range(2)
    ]
    RemarkRead.objects.create(remark=notes[1], at=MONDAY)
    letter = letters.by_code(Letter.objects.get(case=case).code)
    with CaptureQueriesContext(connection) as asked:
        ours = remarks.of_case(case)
        assert [getattr(one, "read", None) and one.read.at for one in ours] == [None, MONDAY]
    assert len(asked) == 1
    assert [shown(one) for one in ours] == [shown(one) for one in Remark.objects.order_by("pk")]
    assert letter is not None
    assert (letter.case.service, letter.replaced_by) == (case.service, None)
    assert shown(letter) == shown(Letter.objects.get(pk=letter.pk))
    assert shown(cases.tracked(case.ref) or case) == shown(Case.objects.get(pk=case.pk))
    assert cases.tracked(the_next_case(town).ref)
