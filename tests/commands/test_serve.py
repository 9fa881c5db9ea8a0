"""Where `silastri serve` may listen, and what the page about installing says that stands before it."""

import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.core.checks import run_checks
from django.core.management import CommandError, call_command

from silastri.commands.management.commands import serve

PAGE = (Path(__file__).parent.parent.parent / "docs/how-to/install.md").read_text()
MEGABYTE = 1024 * 1024


def test_django_finds_nothing_amiss() -> None:
    """Here, since ``serve`` does not wait for these checks."""
    assert [str(found) for found in run_checks(databases=None)] == []


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What would have been served; nothing is started."""
    calls: list[dict[str, Any]] = []
    monkeypatch.setattr(serve, "serve", lambda **options: calls.append(options))
    monkeypatch.setattr(serve, "must_not_be_newer", lambda: None)  # asks the database
    monkeypatch.setattr(serve, "call_command", lambda *_args, **_options: None)
    return calls


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_it_listens_where_only_this_machine_reaches_it(served: list[dict[str, Any]], address: str) -> None:
    call_command("serve", address=address)
    assert [call["address"] for call in served] == [address]


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "10.1.2.3", "203.0.113.5", "layanan.example.go.id"])  # noqa: S104
def test_an_address_that_others_reach_needs_a_proxy_or_a_word(served: list[dict[str, Any]], address: str) -> None:
    with pytest.raises(CommandError, match="proksi"):
        call_command("serve", address=address)
    assert served == []
    call_command("serve", address=address, exposed=True)
    assert [call["address"] for call in served] == [address]


def _code(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_proxy_takes_what_the_pages_take() -> None:
    (sized,) = re.findall(r"client_max_body_size (\d+)m;", _code("nginx")[0])
    assert int(sized) * MEGABYTE == settings.LARGEST_BODY
    (said,) = re.findall(r"Paling besar (\d+) MB", _code("nginx")[0])
    assert int(said) * MEGABYTE == settings.LARGEST_UPLOAD


def test_the_proxy_tells_no_version() -> None:
    assert "server_tokens off;" in _code("nginx")[0]


def test_nginx_understands_its_configuration(tmp_path: Path) -> None:
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not nginx:
        pytest.skip("nginx is not installed")
    _certificate(tmp_path)
    site = _code("nginx")[0].replace("/etc/ssl/silastri", str(tmp_path))
    logs = f"pid {tmp_path}/pid;\nerror_log {tmp_path}/error.log;\nevents {{}}\n"
    (tmp_path / "nginx.conf").write_text(f"{logs}http {{\naccess_log off;\n{site}}}\n")
    tried = subprocess.run([nginx, "-t", "-c", tmp_path / "nginx.conf"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr


def _certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "layanan.example.go.id")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(1))
    (folder / "fullchain.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def test_systemd_understands_its_units(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if not analyze:
        pytest.skip("systemd is not installed")
    units = [tmp_path / "silastri.service", tmp_path / "silastri-worker.service"]
    for unit, text in zip(units, _code("ini"), strict=True):
        unit.write_text(text.replace("/opt/silastri/.venv/bin/silastri", shutil.which("true") or "/bin/true"))
    tried = subprocess.run([analyze, "verify", *units], capture_output=True, text=True, check=False)
    assert not [line for line in tried.stderr.splitlines() if str(tmp_path) in line], tried.stderr
