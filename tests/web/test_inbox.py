"""What waits for whom."""

from collections.abc import Callable

from django.test import Client

from silastri.apps.accounts.models import Person
from tests.builders import Town, a_case

Browser = Callable[[Person | None], Client]


def test_a_task_stands_in_the_inbox_of_its_post_alone(town: Town, browser: Browser) -> None:
    case = a_case(town, "verifikasi")
    posts = ("back_office", "tim_teknis", "ahli_muda", "ahli_madya", "kepala_dinas", "loket")
    sees = [post for post in posts if case.ref in browser(town.officer(post)).get("/petugas/").content.decode()]
    assert sees == ["ahli_muda"]
