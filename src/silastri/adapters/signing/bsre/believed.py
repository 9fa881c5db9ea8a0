"""Whose signatures count here. Example or real follows from that alone, so that nothing simulated passes as real."""

from dataclasses import replace
from pathlib import Path

from cryptography import x509

from silastri.adapters.signing import verification
from silastri.adapters.signing.authority import Authority
from silastri.adapters.signing.port import Finding, Verdict


class Believed:
    """Without a folder of root certificates only the demo authority is believed: then every letter says CONTOH."""

    def __init__(self, roots: Path | None, authority: Authority) -> None:
        self.is_demo, self._folder, self._authority = roots is None, roots, authority

    @property
    def roots(self) -> list[x509.Certificate]:
        """Raises ValueError when a file of the folder holds no certificate."""
        if self._folder is None:
            return [self._authority.certificate]
        files = sorted(self._folder.glob("*.pem"))
        return [root for path in files for root in x509.load_pem_x509_certificates(path.read_bytes())]

    def counts(self, pdf: bytes) -> bool:
        """Whether this is what a signature made now has to be: genuine, and example or real as this installation is."""
        verdict = self.verify(pdf)
        return verdict.finding is Finding.GENUINE and verdict.is_example is self.is_demo

    def verify(self, pdf: bytes) -> Verdict:
        """Letters of an earlier trial stay what they are: genuine examples."""
        verdicts = [replace(verification.verify(pdf, trusted=root), is_example=self.is_demo) for root in self.roots]
        if not self.is_demo and self._authority.exists:
            verdicts.append(verification.verify(pdf, trusted=self._authority.certificate))
        genuine = (verdict for verdict in verdicts if verdict.finding is Finding.GENUINE)
        return next(genuine, verdicts[0])
