"""Debian's Exim and Dovecot: our mail arrives, and into the mailbox come answers and what could not be delivered."""

import os
import shutil
import smtplib
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from silastri.adapters.messaging.email import mark
from silastri.adapters.messaging.port import (
    Barred,
    Heard,
    Incoming,
    Outgoing,
    Receipt,
    TemplateNews,
    TryAgain,
    WillNotWork,
)
from tests.adapters.messaging.started import free_port, listens, running, until

from .servers import KEY, RECEIVER, sender

EXIM, DOVECOT = (shutil.which(name, path="/usr/sbin:/usr/local/sbin") or "" for name in ("exim4", "dovecot"))
pytestmark = pytest.mark.skipif(
    not (EXIM and DOVECOT and os.geteuid() == 0),
    reason="exim4-daemon-light and dovecot-imapd are not installed, or nobody but root could start them",
)
OWNER = "Debian-exim"
PASSWORD, BOX_PASSWORD = "sandi-kirim-uji", "sandi-kotak-uji"
NOBODY, LATER, GONE = "ditolak@contoh.test", "nanti@contoh.test", "tiada@luar.test"
# It takes mail for the outside and finds only then that nobody is there, as servers do that stand before others.
SENDS = """
primary_hostname = contoh.test
spool_directory = {folder}/spool
log_file_path = {folder}/spool/%slog
pid_file_path = {folder}/spool/pid
daemon_smtp_ports = {smtp}
local_interfaces = 127.0.0.1
host_lookup =
keep_environment =
dsn_advertise_hosts = *
tls_advertise_hosts = *
tls_certificate = {folder}/tls.pem
tls_privatekey = {folder}/tls.key
acl_smtp_rcpt = who
acl_smtp_data = accept

begin acl
who:
  deny message = 5.1.1 Tidak ada orang itu
       local_parts = ditolak
  defer message = 4.2.1 Nanti saja
        local_parts = nanti
  accept authenticated = *
  accept hosts = 127.0.0.1

begin routers
outside:
  driver = redirect
  domains = luar.test
  data = :fail: 5.1.1 Tidak ada orang itu
  allow_fail
here:
  driver = accept
  domains = contoh.test
  local_parts = kotak : warga.contoh
  local_part_suffix = +*
  local_part_suffix_optional
  transport = maildir

begin transports
maildir:
  driver = appendfile
  directory = {folder}/mail/$local_part_data
  maildir_format
  create_directory
  return_path_add
  user = {owner}

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_advertise_condition = ${{if def:tls_in_cipher}}
  server_condition = ${{if and{{{{eq{{$auth2}}{{layanan}}}}{{eq{{$auth3}}{{{password}}}}}}}}}
  server_set_id = $auth2
"""
KEEPS = """
base_dir = {folder}/dovecot
state_dir = {folder}/dovecot
log_path = /dev/stderr
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{folder}/tls.pem
ssl_key = <{folder}/tls.key
ssl_dh =
auth_failure_delay = 0
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{folder}/mail/%n
passdb {{
  driver = static
  args = password={box_password}
}}
userdb {{
  driver = static
  args = uid={owner} gid={owner} home={folder}/mail/%n
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {open}
  }}
  inet_listener imaps {{
    port = {imap}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""


@pytest.fixture(scope="module")
def servers() -> Iterator[tuple[dict[str, Any], int]]:
    """What the sender is made with, for a mail server and a mailbox that run; and its port that begins in the open."""
    ports = {"smtp": free_port(), "imap": free_port(), "open": free_port()}
    with tempfile.TemporaryDirectory(prefix="silastri-mail-") as name, ExitStack() as stack:
        folder = Path(name)
        furnish(folder, ports)
        stack.enter_context(running([EXIM, "-C", folder / "exim.conf", "-bdf"], folder))
        stack.enter_context(running([DOVECOT, "-F", "-c", folder / "dovecot.conf"], folder))
        until(lambda: listens(ports["smtp"]) and listens(ports["imap"]))
        common = {"host": "127.0.0.1", "roots": str(folder / "tls.pem")}
        line = {"port": ports["smtp"], "tls": "starttls", "user": "layanan", "password": PASSWORD}
        box = {"port": ports["imap"], "tls": "tls", "user": "kotak", "password": BOX_PASSWORD}
        yield {"line": line | common, "box": box | common, "returns": "kotak+@contoh.test"}, ports["open"]


@pytest.fixture
def office(servers: tuple[dict[str, Any], int]) -> dict[str, Any]:
    return servers[0]


def furnish(folder: Path, ports: dict[str, int]) -> None:
    """Both servers give up being root, and must read here and write to their own."""
    values = {"folder": folder, "owner": OWNER, "password": PASSWORD, "box_password": BOX_PASSWORD} | ports
    certify(folder)
    (folder / "exim.conf").write_text(SENDS.format(**values))
    (folder / "dovecot.conf").write_text(KEEPS.format(**values))
    for part in ("spool", "mail", "dovecot"):
        (folder / part).mkdir()
    for path in (folder, *folder.iterdir()):
        path.chmod(0o755)
    for part in ("spool", "mail"):
        shutil.chown(folder / part, OWNER, OWNER)


def certify(folder: Path) -> None:
    """A certificate for 127.0.0.1 that only who has it believes."""
    key, now, week = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC), timedelta(days=7)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "contoh.test")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now - week, now + week)
    certificate = made.add_extension(here, critical=False).sign(key, hashes.SHA256())
    (folder / "tls.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    pem = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "tls.key").write_bytes(key.private_bytes(*pem))


def message(to: str, reference: str) -> Outgoing:
    return Outgoing(to=to, body="Surat “Anda” selesai.", reference=reference, subject="Kabar é")


def told(office: dict[str, Any], reference: str) -> list[Receipt | Incoming | TemplateNews]:
    """What the mailbox says of one message, and leaves it there."""
    made = sender(0, **office)
    news = [one for _, delivery in made.collect() for one in made.understand(delivery)]
    return [one for one in news if reference in (getattr(one, "reference", ""), getattr(one, "user_id", ""))]


def test_a_mail_arrives(office: dict[str, Any]) -> None:
    assert sender(0, **office).send(message(RECEIVER, "11")) == mark.mark("11", KEY)
    theirs = sender(0, **office | {"box": office["box"] | {"user": "warga.contoh"}})
    ((_, delivery),) = until(theirs.collect)
    assert b"Surat =E2=80=9CAnda=E2=80=9D selesai." in delivery.body
    assert f"Message-ID: <{mark.mark('11', KEY)}@contoh.test>".encode() in delivery.body
    assert theirs.understand(delivery) == []  # by itself, as it says


def test_a_mail_to_somebody_who_is_not_there_comes_back_as_a_failure(office: dict[str, Any]) -> None:
    sender(0, **office).send(message(GONE, "12"))
    (receipt,) = until(lambda: told(office, "12"))
    assert isinstance(receipt, Receipt)
    assert (receipt.heard, receipt.provider_id) == (Heard.FAILED, mark.mark("12", KEY))
    assert receipt.code.startswith("5.")
    assert not receipt.is_temporary
    assert receipt.at


def test_it_comes_back_also_where_all_mail_returns_to_one_address(office: dict[str, Any]) -> None:
    sender(0, **office | {"returns": "kotak@contoh.test"}).send(message(GONE, "13"))
    assert until(lambda: told(office, "13"))


def test_mail_is_given_until_it_is_kept(office: dict[str, Any]) -> None:
    answer = EmailMessage()
    answer["From"], answer["To"], answer["Subject"] = "jawab@luar.test", "kotak@contoh.test", "Re: Kabar"
    answer.set_content("Ya, saya datang.\n\nPada Jumat, Dinas <layanan@contoh.test> menulis:\n> Kabar\n")
    answer.add_attachment(b"x" * 400_000, maintype="image", subtype="png")
    with smtplib.SMTP("127.0.0.1", office["line"]["port"], "luar.test") as server:
        server.send_message(answer)
    (found,) = until(lambda: told(office, "jawab@luar.test"))
    assert isinstance(found, Incoming)
    assert (found.text, found.kind) == ("Ya, saya datang.", "email")
    made = sender(0, **office)
    names = [name for name, _ in made.collect()]
    life = names[0].split(".")[0]
    made.collected(["x", "1.1", f"{int(life) + 1}.{names[0].split('.')[1]}"])  # of another life of the box: others
    assert [name for name, _ in made.collect()] == names
    made.collected(names)
    assert made.collect() == []


def test_refusals_of_a_real_server_are_understood(office: dict[str, Any]) -> None:
    made = sender(0, **office)
    with pytest.raises(WillNotWork) as gone:
        made.send(message(NOBODY, "14"))
    with pytest.raises(TryAgain) as later:
        made.send(message(LATER, "14"))
    assert (gone.value.code, later.value.code) == ("5.1.1", "4.2.1")
    for wrong in ({"password": "salah"}, {"roots": ""}):
        with pytest.raises(Barred):
            sender(0, **office | {"line": office["line"] | wrong}).send(message(RECEIVER, "15"))
        with pytest.raises(Barred):
            sender(0, **office | {"box": office["box"] | wrong}).collect()
    with pytest.raises(Barred):
        sender(0, **office | {"folder": 'Tiada" ada'}).collect()


def test_a_mailbox_is_opened_behind_tls_alone(servers: tuple[dict[str, Any], int]) -> None:
    office, port = servers
    box = office["box"] | {"port": port, "tls": "starttls"}
    assert isinstance(sender(0, **office | {"box": box}).collect(), list)
    with pytest.raises(Barred):
        sender(0, **office | {"box": box | {"roots": ""}}).collect()
