"""Who signs many letters, and what waits for it."""

import re

from django.http import HttpResponse
from django.test import Client

from silastri.apps.cases.models import Case
from silastri.apps.letters.models import Letter
from tests.builders import Town, a_case

SESSION, ONE = "/petugas/tanda-tangan/", "/petugas/tanda-tangan/satu/"


def cases(town: Town, count: int) -> list[Case]:
    return [a_case(town, "penandatanganan", citizen=n % 3) for n in range(count)]


def head(town: Town, client: Client) -> Client:
    client.force_login(town.officer("kepala_dinas"))
    return client


def picked(*found: Case) -> list[str]:
    return [f"{case.ref}:{case.turn}" for case in found]


def read_by(client: Client, *marks: str) -> Client:
    """Whose session says so; how it comes to say so is tried below."""
    session = client.session
    session["surat_dibaca"] = list(marks)
    session.save()
    return client


def states() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("state", flat=True))


def reading(case: Case) -> str:
    return f"{SESSION}{case.ref}/"


def text_of(answer: HttpResponse) -> str:
    return " ".join(re.sub("<[^>]+>", " ", answer.content.decode()).split())


def text(client: Client, path: str) -> str:
    return text_of(client.get(path))
