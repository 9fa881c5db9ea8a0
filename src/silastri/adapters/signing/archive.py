"""Makes a signature last: adds proof of its certificates to the file, and a timestamp over everything (B-LTA)."""

import asyncio
import io
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass

from asn1crypto import crl
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.signers.pdf_signer import TimestampDSSContentSettings
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko.sign.validation.dss import collect_validation_info
from pyhanko_certvalidator.errors import PathError, ValidationError

from . import proof
from .port import SignerAway
from .trust import Trust

_NOT_PROVEN = "Bukti sertifikat atau stempel waktu arsip tidak dapat diperoleh. Tidak ada yang diubah; coba lagi nanti."
_ROOM = 2 * 16384  # hexadecimal digits reserved for a document timestamp
_BEFORE = TimestampDSSContentSettings(include_vri=False, update_before_ts=True)  # so that it covers them


@dataclass(frozen=True, slots=True)
class Archivist:
    """``lists`` are revocation lists (DER) that are here; those of a real authority are fetched from the address in its
    certificates."""

    clock: TimeStamper
    trust: Trust
    lists: Sequence[bytes] = ()
    may_fetch: bool = False

    def seal(self, pdf: bytes) -> bytes:
        """Makes a B-T letter B-LTA, or adds a timestamp to a B-LTA letter while its last one is still valid.

        Raises SignerAway.
        """
        try:
            return asyncio.run(self._seal(pdf))
        except (OSError, PathError, ValidationError) as error:
            raise SignerAway(_NOT_PROVEN) from error

    async def _seal(self, pdf: bytes) -> bytes:
        lists = [crl.CertificateList.load(one) for one in self.lists]
        context = proof.context(self.trust, allow_fetching=self.may_fetch, crls=lists, revocation_mode="require")
        reader = PdfFileReader(io.BytesIO(pdf))
        last = [*reader.embedded_regular_signatures, *reader.embedded_timestamp_signatures][-1]
        writer = _KeepingWriter(io.BytesIO(pdf))
        async with aclosing(context):
            paths = await collect_validation_info(last, context)
            DocumentSecurityStore.supply_dss_in_writer(writer, None, paths=paths, validation_context=context)
            sealed = await PdfTimeStamper(self.clock).async_timestamp_pdf(
                writer, "sha256", context, bytes_reserved=_ROOM, dss_settings=_BEFORE
            )
        return bytes(sealed.getvalue())


class _KeepingWriter(IncrementalPdfFileWriter):
    """Leaves title, dates and PDF/A claims of the letter as they were signed."""

    def _update_meta(self) -> None:
        pass
