"""The files of a refused form wait for the next try, and one person cannot fill the disk with them."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from silastri.apps.accounts.models import Person
from tests.builders import Town


def test_a_page_keeps_the_last_files_of_a_person_alone(
    town: Town, browser: Callable[[Person | None], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = set()
    monkeypatch.setattr(cache, "set", lambda key, *_, **__: kept.add(key))
    client = browser(town.citizens[0])
    for n in range(5):
        client.cookies[settings.CSRF_COOKIE_NAME] = f"{n}" * 32
        sent = client.post("/akun/nama/", {"nama": "", "x": SimpleUploadedFile("a.bin", b"1")})
        assert sent.status_code == 422
    assert len([key for key in kept if key.startswith("kept/")]) == 1
