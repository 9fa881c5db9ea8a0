"""Where `silastri serve` may listen, and what the page about installing says that stands before it."""

import re
import shutil
import socket
import ssl
import subprocess
import time
import warnings
from datetime import UTC, datetime, timedelta
from pathlib import Path
from ssl import TLSVersion
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
from silastri.config import env
from tests.adapters.messaging.started import free_port

PAGE = (Path(__file__).parent.parent.parent / "docs/how-to/install.md").read_text()
MEGABYTE = 1024 * 1024
TLSv1_1, TLSv1_2, TLSv1_3 = TLSVersion.TLSv1_1, TLSVersion.TLSv1_2, TLSVersion.TLSv1_3


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


def test_the_proxy_writes_no_addresses_down() -> None:
    """Those of pages open complaints and passwords; those of people are promised not to be kept."""
    for server in _code("nginx")[0].split("\nserver {"):
        assert "access_log off;" in server
    assert "error_log /var/log/nginx/error.log crit;" in _code("nginx")[0]


@pytest.fixture
def nginx(tmp_path: Path) -> list[str]:
    """The command by which nginx runs with the configuration of the page, on a port of its own."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not program:
        pytest.skip("nginx is not installed")
    _certificate(tmp_path)
    site = _code("nginx")[0].replace("/etc/ssl/silastri", str(tmp_path)).replace("/var/log/nginx", str(tmp_path))
    kept = "".join(
        f"{one}_temp_path {tmp_path}/{one};\n" for one in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = f"daemon off;\npid {tmp_path}/pid;\nerror_log {tmp_path}/error.log;\nevents {{}}\n"
    (tmp_path / "nginx.conf").write_text(f"{main}http {{\naccess_log off;\n{kept}{site}}}\n")
    return [program, "-c", str(tmp_path / "nginx.conf"), "-e", str(tmp_path / "error.log")]


def test_nginx_understands_its_configuration(nginx: list[str]) -> None:
    tried = subprocess.run([*nginx, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr


def test_nginx_speaks_no_weak_cipher_and_no_old_protocol(nginx: list[str], tmp_path: Path) -> None:
    port = free_port()
    text = (tmp_path / "nginx.conf").read_text()
    text = re.sub(r"listen \[::\].*;\n|listen 80;\n", "", text).replace("listen 443", f"listen 127.0.0.1:{port}")
    (tmp_path / "nginx.conf").write_text(text)
    spoken = {"ECDHE-ECDSA-AES128-GCM-SHA256": TLSv1_2, "ECDHE-ECDSA-CHACHA20-POLY1305": TLSv1_2, "ALL": TLSv1_3}
    weak = {"ECDHE-ECDSA-AES128-SHA": TLSv1_2, "ECDHE-ECDSA-AES256-SHA384": TLSv1_2, "ALL:@SECLEVEL=0": TLSv1_1}
    with subprocess.Popen(nginx, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(100):
                if _shakes_hands(port, "ALL", TLSv1_3):
                    break
                time.sleep(0.1)
            assert [one for one, version in spoken.items() if not _shakes_hands(port, one, version)] == []
            assert [one for one, version in weak.items() if _shakes_hands(port, one, version)] == []
        finally:
            process.terminate()


def _shakes_hands(port: int, ciphers: str, version: TLSVersion) -> bool:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # TLS 1.1 is asked for to see it refused
        context.minimum_version = context.maximum_version = version
    context.set_ciphers(ciphers)
    try:
        with socket.create_connection(("127.0.0.1", port), 5) as line, context.wrap_socket(line):
            return True
    except OSError:
        return False


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


def test_the_command_runs_as_the_services_do() -> None:
    """Else it would make a home of its own, or files that they cannot read."""
    (script,) = (code for code in _code("sh") if code.startswith("#!"))
    for unit in _code("ini"):
        said = dict(line.split("=", 1) for line in unit.splitlines() if "=" in line)
        assert f"--uid={said['User']} --working-directory={said['WorkingDirectory']} " in script
        assert f'EnvironmentFile={said["EnvironmentFile"]} {said["ExecStart"].split()[0]} "$@"\n' in script
    assert subprocess.run(["/bin/sh", "-n"], input=script, text=True, check=False).returncode == 0


@pytest.mark.parametrize("host", ["", "localhost", "127.0.0.1", "[::1]"])
def test_a_database_on_this_machine_needs_no_tls(host: str, tmp_path: Path) -> None:
    assert env.database(f"postgresql://silastri@{host}/silastri", tmp_path)["OPTIONS"] == {}


@pytest.mark.parametrize("host", ["10.0.0.5", "basisdata", "db.example.go.id", "[2001:db8::5]"])
def test_a_database_elsewhere_is_spoken_to_by_tls_unless_somebody_said_otherwise(host: str, tmp_path: Path) -> None:
    def options(query: str) -> object:
        return env.database(f"postgresql://silastri:sandi@{host}:5433/silastri{query}", tmp_path)["OPTIONS"]

    assert options("") == {"sslmode": "require"}
    assert options("?sslmode=verify-full") == {"sslmode": "verify-full"}
    assert options("?sslmode=disable") == {"sslmode": "disable"}
