"""Whose signatures are trusted here. That alone decides between example and real, so no simulation passes as real."""

from pathlib import Path

from silastri.adapters.signing import apart, trust, with_pyhanko
from silastri.adapters.signing.authority import Authority
from silastri.adapters.signing.port import Finding, Verdict


class Believed:
    """Without a folder of root certificates only the demo authority is trusted, and every letter says CONTOH."""

    def __init__(self, roots: Path | None, authority: Authority) -> None:
        self.is_demo, self._folder, self._authority = roots is None, roots, authority

    def counts(self, verdict: Verdict) -> bool:
        """Whether a new signature is as it must be: genuine, and an example or real like this installation."""
        return verdict.finding is Finding.GENUINE and verdict.is_example is self.is_demo

    def verify(self, pdf: bytes) -> Verdict:
        """Letters of an earlier trial stay what they are: genuine examples. Raises ValueError for a broken root."""
        return with_pyhanko.verification.verify(pdf, trusted=self._trust())

    def verify_sent(self, pdf: bytes) -> Verdict:
        """Raises TooManyFiles, ValueError for a broken root."""
        return apart.verify(pdf, trusted=self._trust())

    def _trust(self) -> trust.Trust:
        if not (self.is_demo or self._authority.exists):
            return trust.read(self._folder)
        return trust.read(self._folder, example=self._authority.certificate, revoked=[self._authority.revoked()])
