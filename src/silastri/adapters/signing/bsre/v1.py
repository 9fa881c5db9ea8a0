"""Version 1 of the service: multipart requests; the answer is the letter itself, with a name by which to ask for it
again."""

from typing import Any
from urllib.parse import quote

from silastri.adapters.signing.port import CannotTell, Order, Signed, Verdict

from . import verdict, words
from .client import EsignClient, Hand
from .server import Answer

_PDF = "application/pdf"


class V1(EsignClient):
    def _sign(self, hand: Hand, pdf: bytes, order: Order) -> Answer:
        files = {"file": ("surat.pdf", pdf, _PDF)}
        fields: dict[str, Any] = {
            "nik": hand.nik,
            "passphrase": hand.passphrase,
            "tampilan": "invisible",
            "reason": order.reason,
            "location": order.place,
        }
        if seen := self._appearance:
            fields |= {"tampilan": "visible", "image": "true", **seen.where(x="xAxis", y="yAxis")}
            files["imageTTD"] = ("tanda-tangan.png", seen.image, "image/png")
        return self._server.ask("POST", "/api/sign/pdf", seconds=self._server.seconds.sign, data=fields, files=files)

    def _file(self, answer: Answer) -> bytes:
        return answer.content

    def find(self, document: str) -> Signed:
        """Raises CannotTell, SignerAway."""
        if not document:
            raise CannotTell(words.CANNOT_TELL)
        path = f"/api/sign/download/{quote(document, safe='')}"
        answer = self._later(lambda: self._server.ask("GET", path, seconds=self._server.seconds.sign))
        if not answer.content.startswith(b"%PDF-"):
            raise CannotTell(words.CANNOT_TELL)
        return Signed(answer.content, document=document, answer=answer.log)

    def _status(self, nik: str) -> Answer:
        path, seconds = f"/api/user/status/{quote(nik, safe='')}", self._server.seconds.sign
        return self._server.ask("GET", path, seconds=seconds, name="/api/user/status")

    def _verdict(self, pdf: bytes) -> Answer:
        files = {"signed_file": ("surat.pdf", pdf, _PDF)}
        return self._server.ask("POST", "/api/sign/verify", seconds=self._server.seconds.verify, files=files)

    def _read_verdict(self, said: dict[str, Any]) -> Verdict:
        summary = str(said.get("summary") or "").upper()
        return verdict.of(
            [_signature(one) for one in verdict.objects(said.get("details"))],
            is_valid="VALID" in summary and "NOT" not in summary and "INVALID" not in summary,
            description=str(said.get("notes") or ""),
        )


def _signature(one: dict[str, Any]) -> verdict.Signature:
    signer, document = verdict.inner(one, "info_signer"), verdict.inner(one, "signature_document")
    return verdict.Signature(
        signer=str(signer.get("signer_name") or ""),
        at=verdict.moment(document.get("signed_in")),
        stamp=None,  # it names the timestamp authority, but no time
        reason=str(document.get("reason") or ""),
        is_intact=document.get("document_integrity") is True,
    )
