"""Files are looked at for viruses by a real clamd, which knows one harmless file from signatures of our own."""

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from silastri.adapters.antivirus.clamd import Clamd
from silastri.adapters.antivirus.fake import EICAR
from silastri.adapters.antivirus.port import NoAnswer
from silastri.config import services
from silastri.practice import sample
from tests.adapters.messaging.started import free_port, listens, running, until
from tests.builders import MONDAY

CLAMD = shutil.which("clamd", path="/usr/sbin:/usr/local/sbin") or ""
MEGABYTE = 1024 * 1024
_SETTINGS = """
Foreground yes
DatabaseDirectory {folder}/signatures
LocalSocket {folder}/clamd.ctl
TCPSocket {port}
TCPAddr 127.0.0.1
StreamMaxLength 12M
User root
"""


@pytest.fixture(scope="module")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """Where it listens: the path of its socket, and its port."""
    if not CLAMD:
        pytest.skip("clamav-daemon is not installed")
    folder, port = tmp_path_factory.mktemp("clamd"), free_port()
    signatures = folder / "signatures"
    signatures.mkdir()
    (signatures / "own.ndb").write_text(f"Eicar-Inside:0:*:{EICAR.hex()}\n")
    (folder / "clamd.conf").write_text(_SETTINGS.format(folder=folder, port=port))
    with running([CLAMD, "--config-file", str(folder / "clamd.conf")], folder):
        until(lambda: listens(port))
        yield f"{folder}/clamd.ctl", port


@pytest.fixture(params=["socket", "port"])
def clamd(request: pytest.FixtureRequest, daemon: tuple[str, int]) -> Clamd:
    path, port = daemon
    return Clamd(address=path if request.param == "socket" else ("127.0.0.1", port))


def test_it_finds_what_it_knows_and_nothing_else(clamd: Clamd) -> None:
    clamd.see_alive()
    assert clamd.found_in(EICAR).startswith("Eicar-Inside")
    assert clamd.found_in(b"x" * 300_000 + EICAR).startswith("Eicar-Inside"), "also across its pieces"
    assert clamd.found_in(sample.scan("KTP", MONDAY)) == ""
    assert clamd.found_in(b"") == ""


def test_a_file_as_large_as_may_be_sent_is_looked_at_and_a_larger_one_is_not_called_clean(
    daemon: tuple[str, int],
) -> None:
    clamd = Clamd(address=daemon[0])
    assert clamd.found_in(bytes(10 * MEGABYTE)) == ""
    with pytest.raises(NoAnswer):
        clamd.found_in(bytes(13 * MEGABYTE))


def _answered_by(says: Callable[[socket.socket], None]) -> Iterator[Clamd]:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            line, _ = server.accept()
            with line:
                says(line)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield Clamd(address=("127.0.0.1", server.getsockname()[1]), seconds=1)
        thread.join(5)


@pytest.mark.parametrize(
    "answer", [b"", b"\0", b"stream: \0", b"INSTREAM size limit exceeded. ERROR\0", b"\xff" * 9000, b"OKAY\0"]
)
def test_no_word_is_no_clean_file(answer: bytes) -> None:
    def says(line: socket.socket) -> None:
        line.recv(65536)
        line.sendall(answer)

    for clamd in _answered_by(says):
        with pytest.raises(NoAnswer):
            clamd.found_in(b"x")


def test_it_is_not_waited_for_without_end() -> None:
    over = threading.Event()
    for clamd in _answered_by(lambda _: over.wait(10) and None):
        with pytest.raises(NoAnswer, match="Timeout"):
            clamd.see_alive()
        over.set()


def test_nobody_there(tmp_path: Path) -> None:
    for address in (str(tmp_path / "none.ctl"), ("127.0.0.1", free_port())):
        with pytest.raises(NoAnswer):
            Clamd(address=address).see_alive()


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("127.0.0.1:3310", ("127.0.0.1", 3310)),
        ("[::1]:3310", ("::1", 3310)),
        ("/run/clamav/clamd.ctl", "/run/clamav/clamd.ctl"),
    ],
)
def test_where_it_is(monkeypatch: pytest.MonkeyPatch, said: str, address: object) -> None:
    monkeypatch.setenv("SILASTRI_CLAMD", said)
    chosen = services.adapters(pretends=False)["antivirus"]
    assert (chosen["BACKEND"].rpartition(".")[2], chosen["OPTIONS"]) == ("Clamd", {"address": address})


@pytest.mark.parametrize("said", ["clamd", "host:", ":3310", "host:99999", "host:x", "host:٣٣١٠"])
def test_what_names_no_place_is_told_at_start(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("SILASTRI_CLAMD", said)
    with pytest.raises(ImproperlyConfigured, match="SILASTRI_CLAMD"):
        services.adapters(pretends=False)


def test_without_it_none_is_offered() -> None:
    assert "antivirus" not in services.adapters(pretends=False)
