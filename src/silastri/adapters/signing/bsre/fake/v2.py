"""Version 2 of the interface of the fake service: with the vendor's spelling, and 200 for people who may not sign."""

import base64
import binascii
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from silastri.adapters.signing.port import Finding, Level, Stamp, Verdict

from .exchange import Answer, Request, as_json
from .mood import Mood
from .v1 import TEXTS
from .world import Refused, World

_CONCLUSION = {Finding.GENUINE: "VALID", Finding.CHANGED: "INVALID", Finding.UNKNOWN: "INVALID"}
_DESCRIPTION = {
    Finding.GENUINE: "Dokumen valid, Sertifikat yang digunakan terpercaya (SIMULASI)",
    Finding.CHANGED: "Dokumen tidak valid, isi dokumen berubah",
    Finding.UNKNOWN: "Sertifikat yang digunakan tidak terpercaya",
}


def sign(world: World, request: Request, mood: Mood) -> Answer:
    body = request.json()
    properties = (_objects(body.get("signatureProperties")) or [{}])[0]
    order = str(properties.get("reason") or ""), str(properties.get("location") or "")
    secret = str(body.get("passphrase") or body.get("totp") or "")
    files = body.get("file")
    pdf = _decoded(files[0]) if isinstance(files, list) and len(files) == 1 else b""
    try:
        _, signed = world.sign(str(body.get("nik", "")), secret, order, pdf, mood)
    except Refused as refused:
        status = 200 if mood.name.startswith("kode200-") else 400
        word = {"status": refused.word} if refused.word else {}
        return as_json(status, {"error": TEXTS[refused.code], "status_code": refused.code, **word})
    return as_json(200, {"time": 12, "file": [] if mood.name == "kosong" else [_encoded(signed)]})


def totp(world: World, request: Request) -> Answer:
    nik = str(request.json().get("nik", ""))
    word, code = world.state(nik, Mood())
    if word != "ISSUE":
        return as_json(200, {"success": False, "status_code": code, "status": word, "message": TEXTS[code]})
    world.make_totp(nik)
    return as_json(200, {"success": True, "message": "TOTP dapat dilihat pada aplikasi BeSign Mobile (SIMULASI)"})


def status(world: World, request: Request, mood: Mood) -> Answer:
    word, code = world.state(str(request.json().get("nik", "")), mood)
    return as_json(200, {"status_code": code, "status": word, "message": f"Status pengguna: {word} (SIMULASI)"})


def chain(world: World, nik: str) -> Answer:
    found = world.chain(nik)
    if not found:
        return Answer(400, b"Bad Request")  # the real service answers so, although it announces JSON
    return as_json(200, {"success": True, "data": [_encoded(one.public_bytes(Encoding.DER)) for one in found]})


def verify(world: World, request: Request) -> Answer:
    try:
        verdict, count = world.verdict(_decoded(request.json().get("file")))
    except ValueError:
        return as_json(500, {"error": "Internal Server Error", "status": 500, "path": request.path})
    if not count:
        said = {"conclusion": "NO_SIGNATURE", "description": "Dokumen tidak memiliki tanda tangan elektronik"}
        return as_json(200, {**said, "signatureCount": 0, "signatureInformations": []})
    return as_json(
        200,
        {
            "conclusion": _CONCLUSION[verdict.finding],
            "description": _DESCRIPTION[verdict.finding],
            "signatureCount": count,
            "signatureInformations": [_information(verdict, world.signer.authority.certificate)] * count,
        },
    )


def _information(verdict: Verdict, root: x509.Certificate) -> dict[str, Any]:
    is_genuine = verdict.finding is Finding.GENUINE
    return {
        "id": "S-CONTOH",
        "signatureFormat": f"PAdES-BASELINE-{(verdict.level or Level.B_B).removeprefix('B-')}",
        "signerName": verdict.signer,
        "signatureDate": verdict.signed_at.isoformat(timespec="milliseconds") if verdict.signed_at else None,
        "fieldName": "TandaTangan",
        "reason": f"Surat nomor {verdict.number}" if verdict.number else None,
        "location": None,
        "certLevelCode": 0,
        "signatureAlgorithm": None,
        "digestAlgorithm": None,
        "timestampInfomation": _timestamp(verdict.stamp) if verdict.stamp else None,
        "certificateDetails": [_certificate(root)],
        "integrityValid": verdict.finding is not Finding.CHANGED,
        "certificateTrusted": is_genuine,
        "lastSignature": False,
        "ltv": False,
        "modified": verdict.finding is Finding.CHANGED,
    }


def _timestamp(stamp: Stamp) -> dict[str, Any]:
    at = stamp.at.isoformat(timespec="milliseconds")
    return {"id": "T-CONTOH", "signerName": stamp.authority, "timestampDate": at}


def _certificate(one: x509.Certificate) -> dict[str, Any]:
    name = one.subject.rfc4514_string()
    return {
        "id": "C-CONTOH",
        "commonName": name,
        "issuerName": name,
        "serialNumber": str(one.serial_number),
        "notAfterDate": one.not_valid_after_utc.isoformat(timespec="milliseconds"),
        "notBeforeDate": one.not_valid_before_utc.isoformat(timespec="milliseconds"),
        "signatureAlgoritm": "ECDSA with SHA256",
        "keyUsages": ["keyCertSign", "crlSign"],
    }


def _objects(said: object) -> list[dict[str, Any]]:
    return [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []


def _encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _decoded(text: object) -> bytes:
    try:
        return base64.b64decode(str(text or ""), validate=True)
    except binascii.Error:
        return b""
