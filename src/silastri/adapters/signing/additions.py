"""What was added to a letter after signing: proof and timestamps, which let its signature last, or something else."""

import hashlib
import io
import re
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from cryptography.x509 import ocsp
from pyhanko.pdf_utils.decode_limits import DecodeLimits
from pyhanko.pdf_utils.reader import PdfFileReader

from silastri.domain.bare_package import bare_package

from . import about
from .marks import Broken, Mark, whatever_breaks
from .revocation import Evidence

with bare_package("pyhanko.sign"):  # which loads what signs, and a second HTTP library
    from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel, StandardDiffPolicy
    from pyhanko.sign.validation import DocumentSecurityStore
    from pyhanko.sign.validation.errors import NoDSSFoundError
    from pyhanko.sign.validation.status import SignatureCoverageLevel

_END = re.compile(rb"%%EOF(?:\r\n|\r|\n)?")
_ENDS = re.compile(rb"%%EOF(?:\r\n|\r|\n)?\Z")
_ENDINGS = 120
_MOST = 8 * 1024 * 1024  # bytes added to a letter in all its years


# pyHanko's policy, except that objects which nothing uses may not be added. It lets title and author change, which
# ``about`` does not.
_POLICY = StandardDiffPolicy(
    DEFAULT_DIFF_POLICY.global_rules, DEFAULT_DIFF_POLICY.form_rule, ignore_orphaned_objects=False
)
_NONE = Evidence()


@dataclass(frozen=True, slots=True)
class Proofs:
    """The proof in the file that its certificates were valid."""

    evidence: Evidence = _NONE
    is_stamped: bool = False  # covered by a document timestamp


def read(pdf: bytes, mark: Mark, stamps: list[Mark], *, trusted: list[Mark]) -> Proofs:
    """Reads what was added. Call it only after the signature was proved, since it reads what the signature covers.

    ``stamps`` are all document timestamps, ``trusted`` those by an authority that we trust: only these prove when the
    rest was there. Raises Broken.
    """
    if len(pdf) - mark.until > _MOST:
        raise Broken("too much was added")
    with whatever_breaks("what was added cannot be read"):
        reader = _reader(pdf)
        signatures = reader.embedded_regular_signatures
        if len(signatures) != 1 or list(signatures[0].byte_range) != [
            0,
            mark.begins,
            mark.ends,
            mark.until - mark.ends,
        ]:
            raise Broken("readers see another signature")
        if mark.until == len(pdf):
            return Proofs()
        if len(reader.embedded_timestamp_signatures) != len(stamps):
            raise Broken("readers see other timestamps")
        _must_be_proof(reader, signatures[0])
        return _proofs(pdf, trusted)


def _must_be_proof(reader: PdfFileReader, signature: Any) -> None:
    """Raises Broken if anything but proof was added."""
    signature.compute_integrity_info(diff_policy=_POLICY)
    result, coverage = signature.diff_result, signature.coverage
    if not isinstance(result, DiffResult) or result.modification_level > ModificationLevel.LTA_UPDATES:
        raise Broken("more was added than proof")
    if coverage is None or coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        raise Broken("it covers no whole revision")
    last = reader.xrefs.total_revisions - 1
    about.must_be_the_same(
        reader.get_historical_resolver(signature.signed_revision), reader.get_historical_resolver(last)
    )


def _proofs(pdf: bytes, stamps: list[Mark]) -> Proofs:
    covered = _evidence(pdf[: stamps[-1].until]) if stamps else None
    return Proofs(covered, True) if covered else Proofs(_evidence(pdf) or _NONE)


def _evidence(pdf: bytes) -> Evidence | None:
    try:
        store = DocumentSecurityStore.read_dss(_reader(pdf))
        lists = [x509.load_der_x509_crl(one.get_object().data) for one in store.crls]
        answers = [ocsp.load_der_ocsp_response(one.get_object().data) for one in store.ocsps]
    except NoDSSFoundError:
        return None
    return Evidence(lists, answers)


def _reader(pdf: bytes) -> PdfFileReader:
    return PdfFileReader(io.BytesIO(pdf), decode_limits=DecodeLimits.for_untrusted_input())


def earlier(pdf: bytes, mark: Mark) -> tuple[str, ...]:
    """SHA-256 of the file as it ended before proof was added to it, whole revisions only, the latest first.

    None if nothing was added, or anything that is no whole revision.
    """
    if mark.until == len(pdf) or not _ENDS.search(pdf, max(0, len(pdf) - 16)):
        return ()
    made, done, found = hashlib.sha256(), 0, []
    ends = {mark.until, *(end for one in _END.finditer(pdf, mark.until) for end in _line_ends(one))}
    for end in sorted(ends)[:_ENDINGS]:
        made.update(pdf[done:end])
        done = end
        if pdf[end:].strip():
            found.append(made.hexdigest())
    return tuple(reversed(found))


def _line_ends(one: re.Match[bytes]) -> range:
    """A file may end with or without the end of its last line."""
    return range(one.start() + len(b"%%EOF"), one.end() + 1)
