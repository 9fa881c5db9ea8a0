"""Version 1 of the interface of the fake service."""

from silastri.adapters.signing.port import Finding

from .exchange import Answer, Request, as_json
from .mood import Mood
from .world import Refused, World

TEXTS = {
    2011: "User tidak terdaftar",
    2021: "User tidak memiliki sertifikat",
    2031: "Passphrase anda salah",
    2041: "Proses tidak dapat dilakukan",
}


def sign(world: World, request: Request, mood: Mood) -> Answer:
    form = {name: content.decode(errors="replace") for name, content in request.form().items() if name not in _FILES}
    pdf = request.form().get("file", b"")
    order = form.get("reason", ""), form.get("location", "")
    try:
        name, signed = world.sign(form.get("nik", ""), form.get("passphrase") or form.get("totp", ""), order, pdf, mood)
    except Refused as refused:
        return _refused(refused, mood)
    body = b"" if mood.name == "kosong" else signed
    return Answer(200, body, kind="application/pdf", headers={"id_dokumen": name})


_FILES = "file", "imageTTD"


def _refused(refused: Refused, mood: Mood) -> Answer:
    status = 200 if mood.name.startswith("kode200-") else 400
    text = f"Proses signing gagal : {TEXTS[refused.code]} {refused.code}"
    word = {"status": refused.word} if refused.word else {}
    return as_json(status, {"error": text, "status_code": status, **word})


def download(world: World, name: str) -> Answer:
    if signed := world.documents.get(name):
        return Answer(200, signed, kind="application/pdf", headers={"id_dokumen": name})
    return as_json(400, {"error": "Dokumen tidak ditemukan", "status_code": 400})


def status(world: World, nik: str, mood: Mood) -> Answer:
    word, code = world.state(nik, mood)
    return as_json(200, {"status_code": code, "status": word, "message": f"Status pengguna: {word} (SIMULASI)"})


def verify(world: World, request: Request) -> Answer:
    try:
        verdict, count = world.verdict(request.form().get("signed_file", b""))
    except ValueError:
        return as_json(500, {"error": "Internal Server Error", "status": 500, "path": request.path})
    notes = {
        Finding.GENUINE: "Dokumen valid, Sertifikat yang digunakan terpercaya (SIMULASI)",
        Finding.CHANGED: "Konten Dokumen mengalami perubahan oleh pihak yang tidak berhak",
        Finding.UNKNOWN: "Sertifikat yang digunakan tidak terpercaya"
        if count
        else "Dokumen tidak memiliki tanda tangan",
    }
    detail = {
        "info_tsa": {"name": verdict.stamp.authority if verdict.stamp else None, "tsa_cert_validity": None},
        "signature_field": "TandaTangan",
        "info_signer": {
            "issuer_dn": world.signer.authority.certificate.subject.rfc4514_string(),
            "signer_name": verdict.signer,
            "signer_cert_validity": None,
            "signer_dn": f"CN={verdict.signer}",
            "cert_user_certified": verdict.finding is Finding.GENUINE,
        },
        "signature_document": {
            "signed_using_tsa": verdict.stamp is not None,
            "reason": f"Surat nomor {verdict.number}" if verdict.number else None,
            "document_integrity": verdict.finding is not Finding.CHANGED,
            "signature_value": None,
            "signed_in": f"{verdict.signed_at:%Y-%m-%d %H:%M:%S}" if verdict.signed_at else None,
            "location": None,
            "hash_value": None,
        },
    }
    return as_json(
        200,
        {
            "nama_dokumen": "surat.pdf",
            "jumlah_signature": count,
            "notes": notes[verdict.finding],
            "summary": "VALID" if verdict.finding is Finding.GENUINE else "INVALID",
            "details": [detail] * count,
        },
    )
