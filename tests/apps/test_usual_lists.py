"""What the lists give by statements made once is what they give by Django's own, whatever is asked of them."""

from datetime import timedelta
from itertools import product

import pytest
from django.db.models import F

from silastri.apps.cases import lists, usual_lists
from silastri.apps.cases.lists import Now, Tasks, Wanted
from silastri.apps.cases.models import Case
from silastri.apps.cases.usual_lists import HandedIn, Usual
from tests.builders import MONDAY, SCHOOL, Town, a_case

DAY = timedelta(days=1)


@pytest.fixture
def now(town: Town) -> Now:
    """Of an officer among whose cases some are late, due today or tomorrow, taken, sent back or ended."""
    officer, like = town.officer("back_office"), a_case(town, "verifikasi")
    a_case(town, service=SCHOOL)
    known = {f.attname: getattr(like, f.attname) for f in Case._meta.concrete_fields if f.attname not in ("id", "ref")}
    posts = {"pemeriksaan": "back_office", "verifikasi": "ahli_muda", "penandatanganan": "kepala_dinas", "": ""}
    for n, (step, post) in enumerate([*posts.items()] * 2):
        place = {"state": "running" if step else "done", "step": step, "post": post}
        due = {"due_at": MONDAY + DAY * (n - 2), "promise_due_at": None}
        hand = {"taken_by_id": officer.pk if n % 3 else None, "sent_back": "verifikasi" if n % 2 else ""}
        Case.objects.create(**(known | place | due | hand), ref=f"RHL-{n:05}-00000")
    return Now(officer.pk, MONDAY, MONDAY + DAY / 2, MONDAY + DAY * 3 / 2)


def whole(town: Town) -> list[Usual]:
    office, version = town.office.pk, Case.objects.values_list("version", flat=True)[0]
    services = sorted(Case.objects.values_list("service", flat=True).distinct())
    signs = [(version, "penandatanganan")]
    return [
        Usual(Tasks(office, ["back_office"])),
        Usual(Tasks(office, ["ahli_muda", "back_office"])),
        Usual(Tasks(office, ["back_office"], ["kepala_dinas"], signs)),
        Usual(Tasks(office, [], ["kepala_dinas"], signs)),
        Usual(Tasks(office, [])),
        Usual(Tasks(office, [], ["kepala_dinas"], [])),
        Usual(HandedIn(office, services)),
        Usual(HandedIn(office, services[:1])),
        Usual(HandedIn(office, [])),
        Usual(HandedIn(office + 1, services)),
    ]


def all_of(town: Town) -> list[Usual]:
    one = Case.objects.order_by("pk").values_list("pk", flat=True)[1]
    return [Usual(usual.of, only) for usual, only in product(whole(town), (None, one))]


def test_groups_and_counts_are_the_same(town: Town, now: Now) -> None:
    def known(groups: list[dict[str, object]]) -> list[list[tuple[str, object]]]:
        return sorted((sorted(group.items()) for group in groups), key=str)

    seen = 0
    for usual in all_of(town):
        cases = usual_lists.among(usual)
        assert known(usual_lists.open_groups(usual, now)) == known(lists.open_groups(cases, now)), usual
        assert known(usual_lists.ended_groups(usual)) == known(lists.ended_groups(cases)), usual
        if isinstance(usual.of, Tasks) and usual.only is None:
            seen += usual_lists.counts(usual.of, now).total
            waiting = cases.annotate(due=F("due_at"))
            late, today = (waiting.filter(lists.picks(now)[pick]).count() for pick in ("late", "today"))
            assert usual_lists.counts(usual.of, now) == (lists.Counts(late, today, waiting.count())), usual
    assert seen > 9, "there is something to count"


def test_the_first_page_is_the_same_in_every_order(town: Town, now: Now) -> None:
    service, seen = Case.objects.values_list("service", flat=True)[0], 0
    ways = [(pick, "", None, False) for pick in ("", *lists.PICKS)]
    ways += [("", "", None, True), ("late", "running", None, True), ("", "running", service, False)]
    orders = ("due", "age", "holder", "service", "step", "hand")
    for usual, by in product(all_of(town), orders):
        for pick, state, of, falling in ways:
            wanted = Wanted(state, of, None, pick)
            cases = lists.ordered(lists.found(usual_lists.among(usual), wanted, now), by, falling=falling)
            found = usual_lists.first_page(usual, wanted, now, by=by, falling=falling, size=3)
            plain = lists.page(cases, 0, 3)
            assert [told(case) for case in found] == [told(case) for case in plain], (usual, wanted, falling)
            seen += len(found)
    assert seen > 50


def told(case: Case) -> tuple[object, ...]:
    """What a row shows, without asking the database for more."""
    assert not {"applicant", "service", "taken_by"} - case._state.fields_cache.keys()
    more = case.service.name, case.applicant.name, case.taken_by.name if case.taken_by else ""
    return (case.pk, case.ref, case.turn, case.state, case.step, case.version_id, case.holder_name, case.sent_back,
            case.due_at, case.promise_due_at, case.submitted_at, case.due, *more)  # type: ignore[attr-defined]  # fmt: skip


def test_a_value_is_never_kept_for_the_next_one(town: Town, now: Now) -> None:
    """Two officers and two moments share a shape."""
    of, other = Tasks(town.office.pk, ["back_office"]), Tasks(town.office.pk, ["kepala_dinas"])
    assert usual_lists.counts(of, now) != usual_lists.counts(other, now)
    later = Now(now.person, now.at + DAY * 9, now.tomorrow + DAY * 9, now.after + DAY * 9)
    assert usual_lists.counts(of, later).late > usual_lists.counts(of, now).late
