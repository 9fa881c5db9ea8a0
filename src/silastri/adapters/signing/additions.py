"""What was added to a letter after signing: proof and timestamps, which let its signature last, or something else."""

import io
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from cryptography.x509 import ocsp
from pyhanko.pdf_utils.decode_limits import DecodeLimits
from pyhanko.pdf_utils.reader import PdfFileReader

from silastri.domain.bare_package import bare_package

from .marks import Broken, Mark, whatever_breaks
from .revocation import Evidence

with bare_package("pyhanko.sign"):  # which loads what signs, and a second HTTP library
    from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel, StandardDiffPolicy
    from pyhanko.sign.diff_analysis.rules.metadata_rules import DocInfoRule, MetadataUpdateRule
    from pyhanko.sign.validation import DocumentSecurityStore
    from pyhanko.sign.validation.errors import NoDSSFoundError
    from pyhanko.sign.validation.status import SignatureCoverageLevel

_MOST = 8 * 1024 * 1024  # bytes added to a letter in all its years


def _policy() -> StandardDiffPolicy:
    """pyHanko's policy, except that title and author may not change and unused objects may not be added."""
    kept = [rule for rule in DEFAULT_DIFF_POLICY.global_rules if not _is_about_metadata(rule)]
    return StandardDiffPolicy(kept, DEFAULT_DIFF_POLICY.form_rule, ignore_orphaned_objects=False)


def _is_about_metadata(rule: Any) -> bool:
    return isinstance(getattr(rule, "rule", rule), DocInfoRule | MetadataUpdateRule)


_POLICY = _policy()


_NONE = Evidence()


@dataclass(frozen=True, slots=True)
class Proofs:
    """The proof in the file that its certificates were valid."""

    evidence: Evidence = _NONE
    is_stamped: bool = False  # covered by a document timestamp


def read(pdf: bytes, mark: Mark, stamps: list[Mark]) -> Proofs:
    """Reads what was added. Call it only after the signature was proved, since it reads what the signature covers.

    Raises Broken.
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
        _must_be_proof(signatures[0])
        return _proofs(pdf, stamps)


def _must_be_proof(signature: Any) -> None:
    """Raises Broken if anything but proof was added."""
    signature.compute_integrity_info(diff_policy=_POLICY)
    result, coverage = signature.diff_result, signature.coverage
    if not isinstance(result, DiffResult) or result.modification_level > ModificationLevel.LTA_UPDATES:
        raise Broken("more was added than proof")
    if coverage is None or coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        raise Broken("it covers no whole revision")


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
