"""Signs a PDF that our printer did not write, with pyHanko: slower, but it can read every kind."""

import io
from datetime import datetime

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from .cms import Container
from .port import NotSigned
from .update import FIELD, TooLong


def sign(pdf: bytes, container: Container, *, reason: str, place: str, at: datetime) -> bytes:
    """Raises NotSigned for a file that cannot be signed, TooLong, and what the container raises."""
    placeholder = SignatureObject(
        timestamp=at,
        reason=reason,
        location=place,
        subfilter=SigSeedSubFilter.PADES,
        bytes_reserved=2 * container.room,
    )
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        steps = PdfCMSEmbedder(new_field_spec=SigFieldSpec(FIELD)).write_cms(field_name=FIELD, writer=writer)
        next(steps)
        steps.send(SigObjSetup(sig_placeholder=placeholder))
        prepared, output = steps.send(SigIOSetup(md_algorithm="sha256", in_place=False))
    except (OverflowError, PdfError, ValueError) as error:
        raise NotSigned("Berkas ini tidak dapat ditandatangani.") from error
    made = container.over(prepared.document_digest)
    if len(made) > container.room:
        raise TooLong
    steps.send(made)
    return bytes(output.getvalue())
