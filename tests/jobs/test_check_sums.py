"""The sums of survey answers are compared with the answers every night, told where they differ, and mended."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from silastri.apps.audit.models import LogEntry
from silastri.apps.beats import operations as beats
from silastri.apps.offices import queries as offices
from silastri.apps.surveys import queries
from silastri.apps.surveys.models import DayProfile, DaySum
from silastri.domain.act import SYSTEM, Act
from silastri.domain.satisfaction.index import Sums
from silastri.jobs import worker
from silastri.journey.office import running
from silastri.journey.surveys import check_sums
from tests.builders import MONDAY, STANDARDS, Town, a_town
from tests.web.satisfaction.answered import answer

NIGHT = MONDAY.replace(hour=2)
DAY = MONDAY.date() - timedelta(days=3)
NEXT = DAY + timedelta(days=1)


@pytest.fixture
def broken(town: Town) -> Town:
    """Two days of answers; of one the sums are wrong."""
    answer(town, 4, 3, on=DAY, sex="P")
    answer(town, 4, 4, on=NEXT, sex="L", u5=None)
    DaySum.objects.filter(on=NEXT).update(s1=1, responses=9)
    DayProfile.objects.filter(on=NEXT, what="sex").delete()
    return town


def alarms(at: datetime = NIGHT) -> list[str]:
    beats.beat(running.WORKER, at)
    return running.alarms(at)


def test_sums_that_are_right_are_no_alarm(town: Town) -> None:
    answer(town, 4, on=DAY)
    assert alarms() == []
    worker.compare_sums(NIGHT)
    assert alarms() == []


def test_a_broken_sum_is_told_until_it_is_right(broken: Town) -> None:
    worker.compare_sums(NIGHT)
    (said,) = alarms()
    assert said.startswith("Indeks kepuasan mungkin salah: jumlah jawaban 1 hari tidak cocok, mulai jompo-terlantar")
    DaySum.objects.filter(on=NEXT).update(s1=16, responses=4)
    worker.compare_sums(NIGHT + timedelta(days=1))
    assert alarms(NIGHT + timedelta(days=1)) == []


def test_it_is_done_once_a_night(broken: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    worker.compare_sums(MONDAY - timedelta(days=1))
    asked = []
    monkeypatch.setattr(queries, "differing_days", lambda *_: asked.append(1) or iter(()))
    worker.compare_sums(MONDAY.replace(hour=0, minute=30))
    assert asked == []
    for minutes in (0, 10, 600):
        worker.compare_sums(NIGHT + timedelta(minutes=minutes))
    assert asked == [1]


def test_a_comparison_that_fails_keeps_nothing_from_its_turn(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "differing_days", lambda *_: 1 / 0)
    worker.compare_sums(NIGHT)


def test_mended_from_the_answers_and_logged(broken: Town) -> None:
    assert check_sums.mend(Act(SYSTEM, NIGHT, "command")) == 1
    assert list(queries.differing_days()) == []
    assert queries.sums(broken.office.pk, NEXT, NEXT) == Sums.of([(4, 4, 4, 4, None, 4, 4, 4, 4)] * 4)
    assert queries.profile(broken.office.pk, DAY, NEXT) == {"sex": {"L": 4, "P": 4}, "via": {"web": 8}}
    assert [entry.about for entry in LogEntry.objects.filter(what="recount_answers")] == [f"jompo-terlantar {NEXT}"]
    assert alarms() == []


def test_a_day_without_sums_or_without_answers_is_mended(town: Town) -> None:
    answer(town, 4, 3, on=DAY)
    DaySum.objects.all().delete()
    DaySum.objects.create(office=town.office, service=town.service(), on=NEXT, responses=2)
    assert check_sums.mend(Act(SYSTEM, NIGHT, "command")) == 2
    assert queries.sums(town.office.pk, DAY, NEXT).responses == 4


def test_the_command_compares_and_mends(broken: Town) -> None:
    def run(what: str) -> tuple[object, str]:
        out = StringIO()
        with pytest.raises(SystemExit) as ended:
            call_command("survey_sums", what, stdout=out)
        return ended.value.code, out.getvalue()

    code, said = run("check")
    assert code == 1 and "1 hari tidak cocok" in said
    assert run("mend") == (0, "1 hari dihitung ulang.\nSemua jumlah cocok dengan jawabannya.\n")
    assert run("check")[0] == 0


def test_health_tells_it_too(broken: Town) -> None:
    worker.compare_sums(NIGHT)
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("health", stdout=out)
    assert ended.value.code == 1 and "Indeks kepuasan mungkin salah" in out.getvalue()


def signed_in(town: Town, post: str) -> Client:
    client = Client()
    client.force_login(town.officer(post))
    return client


def test_a_manager_sees_it_and_mends_it(broken: Town) -> None:
    worker.compare_sums(NIGHT)
    manager = signed_in(broken, "back_office")
    page = manager.get("/kelola/kesehatan/").content.decode()
    assert "Indeks kepuasan mungkin salah" in page and "Hitung ulang dari jawaban" in page
    assert "Mencocokkan jumlah jawaban survei" in page
    page = manager.post("/kelola/kesehatan/survei/", follow=True).content.decode()
    assert "Jumlah jawaban survei 1 hari dihitung ulang." in page
    assert "mungkin salah" not in page and "Hitung ulang dari jawaban" not in page
    assert LogEntry.objects.get(what="recount_answers").office_id == broken.office.pk


def test_a_manager_mends_the_own_office_alone(broken: Town) -> None:
    other = a_town(STANDARDS / "kampar")
    worker.compare_sums(NIGHT)
    definition = offices.definition(other.office)
    person = offices.holders(other.office, definition.posts[0].key, MONDAY.date())[0]
    client = Client()
    client.force_login(person)
    page = client.post("/kelola/kesehatan/survei/", follow=True).content.decode()
    assert "Jumlah di kantor Anda sudah cocok." in page and "mungkin salah" in page
    assert list(queries.differing_days()) == [(broken.service().pk, NEXT)]


def test_whoever_does_not_manage_mends_nothing(broken: Town) -> None:
    assert signed_in(broken, "loket").post("/kelola/kesehatan/survei/").status_code == 403
    assert Client().post("/kelola/kesehatan/survei/").status_code == 302
    assert signed_in(broken, "back_office").get("/kelola/kesehatan/survei/").status_code == 302
    assert list(queries.differing_days()) == [(broken.service().pk, NEXT)]
