"""What anybody may have sent is proved in a process of its own, and the verdict is the same."""

from pathlib import Path

import pytest

from silastri.adapters.cell.cell import Busy, Cell, Killed
from silastri.adapters.intake.port import TooManyFiles
from silastri.adapters.signing import apart, trust, verification
from silastri.adapters.signing.archive import Archivist
from silastri.adapters.signing.port import TOO_MUCH, Finding, Level
from silastri.adapters.signing.trust import Trust
from tests import letters
from tests.adapters.test_signing_chains import key, signed
from tests.letters import AT, Chain


@pytest.fixture(scope="module")
def chain() -> Chain:
    return Chain()


@pytest.fixture(scope="module")
def sealed(chain: Chain, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    lists = [chain.revoked(), chain.revoked(by_root=True)]
    roots = trust.read(chain.trust(tmp_path_factory.mktemp("akar")))
    return Archivist(chain.clock(), roots, lists).seal(signed(key(chain), clock=chain.clock()))


def test_the_verdict_is_the_same(chain: Chain, tmp_path: Path, sealed: bytes) -> None:
    roots = trust.read(chain.trust(tmp_path))
    found = apart.verify(sealed, trusted=roots)
    assert (found.finding, found.level) == (Finding.GENUINE, Level.B_LTA)
    assert found == verification.verify(sealed, trusted=roots)


@pytest.mark.parametrize("end", [b"", b" ", b"\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n"])
def test_so_is_that_on_what_was_changed_revoked_or_comes_from_strangers(
    chain: Chain, tmp_path: Path, sealed: bytes, end: bytes
) -> None:
    signer = letters.demo(tmp_path / "demo")
    one = key(chain)
    revoked = trust.read(chain.trust(tmp_path, chain.revoked(one.certificate, at=AT)))
    for pdf in (sealed, signed(one), letters.sign(signer, letters.plain_letter()), b"bukan PDF"):
        for known in (revoked, signer._trust(), Trust()):
            assert apart.verify(pdf + end, trusted=known) == verification.verify(pdf + end, trusted=known)


def test_what_takes_too_much_is_unknown_and_the_next_one_served(sealed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object, **__: object) -> None:
        raise Killed("-9")

    with monkeypatch.context() as patch:
        patch.setattr(apart._cell(), "ask", asked)
        found = apart.verify(sealed, trusted=Trust())
    assert (found.finding, found.why) == (Finding.UNKNOWN, TOO_MUCH)
    assert apart.verify(b"bukan PDF", trusted=Trust()).is_signed is False


def test_a_process_without_memory_proves_nothing(sealed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    small = Cell("silastri.adapters.signing.inside", memory=60 * 1024 * 1024)
    monkeypatch.setattr(apart, "_cell", lambda: small)
    try:
        assert apart.verify(sealed, trusted=Trust()).why == TOO_MUCH
    finally:
        small.close()


def test_while_others_take_all_the_time_it_asks_to_wait(sealed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object, **__: object) -> None:
        raise Busy

    monkeypatch.setattr(apart._cell(), "ask", asked)
    with pytest.raises(TooManyFiles, match="Tunggu sebentar"):
        apart.verify(sealed, trusted=Trust())
