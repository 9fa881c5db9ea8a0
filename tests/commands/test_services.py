"""Which services a home has: pretended ones in a demo, a preview or a walk, and otherwise what was set, or none."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from silastri.commands.apps import missing_services
from silastri.config import env, services, signer
from silastri.journey.office import health
from silastri.journey.office.health import State

PORTS = ("WHATSAPP", "SMS", "EMAIL", "PAYMENT")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*PORTS, "CLAMD", "SIGNER", "SIGNING_KEYS", "BSRE_ROOTS"):
        monkeypatch.delenv(f"SILASTRI_{name}", raising=False)
    for name in {needed for all_needed in WHATSAPP.values() for needed in all_needed}:
        monkeypatch.delenv(f"SILASTRI_WHATSAPP_{name}", raising=False)


@pytest.mark.parametrize(
    ("demo", "practice", "pretended"),
    [
        (True, False, True),  # a demo, and a preview, which is one
        (False, True, True),  # a walk
        (False, False, False),  # an office
    ],
)
def test_services_are_pretended_only_where_nothing_is_real(
    tmp_path: Path, demo: bool, practice: bool, pretended: bool
) -> None:
    if practice:
        (tmp_path / services.PRACTICE_MARK).touch()
    pretends = services.pretends(tmp_path, demo=demo)
    assert pretends is pretended
    assert set(services.adapters(pretends=pretends)) == (
        {*(name.lower() for name in PORTS), "antivirus"} if pretended else set()
    )
    signs = signer.adapter(tmp_path, tmp_path, pretends=pretends)
    assert (signs["OPTIONS"]["keys"] == "contoh") is pretended


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SILASTRI_PAYMENT", "silastri.adapters.payment.fake.OnScreen"),
        ("SILASTRI_WHATSAPP", "silastri.adapters.messaging.fake.OnScreen"),
    ],
)
def test_a_real_home_takes_no_pretended_service(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=name):
        services.adapters(pretends=False)


def test_a_real_home_does_not_sign_under_the_demo_authority(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SILASTRI_SIGNING_KEYS", "contoh")
    with pytest.raises(ImproperlyConfigured, match="demo"):
        signer.adapter(tmp_path, tmp_path, pretends=False)


def test_a_service_of_the_office_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SILASTRI_PAYMENT", "kantor.bayar.Layanan")
    assert services.adapters(pretends=False) == {"payment": {"BACKEND": "kantor.bayar.Layanan", "OPTIONS": {}}}


WHATSAPP = {
    "cloud": ["TOKEN", "NUMBER_ID", "APP_SECRET", "VERIFY_TOKEN"],
    "fonnte": ["TOKEN", "HOOK_KEY"],
    "waha": ["URL", "TOKEN", "HOOK_KEY"],
}


@pytest.mark.parametrize("name", WHATSAPP)
def test_a_sender_for_whatsapp_is_made_with_what_is_set(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("SILASTRI_WHATSAPP", name)
    for needed in WHATSAPP[name]:
        with pytest.raises(ImproperlyConfigured, match="SILASTRI_WHATSAPP_"):
            services.adapters(pretends=False)
        monkeypatch.setenv(f"SILASTRI_WHATSAPP_{needed}", f"contoh-{needed.lower()}")
    chosen = services.adapters(pretends=False)["whatsapp"]
    made = import_string(chosen["BACKEND"])(**chosen["OPTIONS"])
    assert not made.is_simulated
    assert chosen["OPTIONS"]["token"] == "contoh-token"


def test_what_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {service.state for service in health.services()} == {State.PRETENDED}  # the tests pretend
    assert [warning.msg[:28] for warning in missing_services()] == ["Cadangan data: belum diatur."]
    monkeypatch.setattr("silastri.adapters.offered", lambda _: False)
    told = [warning.msg for warning in missing_services()]
    assert "Pembayaran lewat internet: belum diatur. Tagihan dibayar di loket dengan bukti." in told
    assert len(told) == 6  # backups and the antivirus too


@pytest.mark.parametrize("said", ["0", "1000000", str(65 * 1024 * 1024), "10MB", "-1"])
def test_a_limit_that_could_not_be_told_is_a_mistake(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("SILASTRI_LARGEST_UPLOAD", said)
    with pytest.raises(ImproperlyConfigured, match="SILASTRI_LARGEST_UPLOAD"):
        env.megabytes("SILASTRI_LARGEST_UPLOAD", 10, most=64)
