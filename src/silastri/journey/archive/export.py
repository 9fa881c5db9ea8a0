"""The ZIP for the regional archive: the files of a list, their metadata and their hashes."""

import csv
import io
import json
import tempfile
import zipfile
from typing import IO, Any

from silastri.apps.archive import queries as archive
from silastri.apps.archive.models import ArchivedFile, Disposal, Record
from silastri.apps.audit.operations import log, log_people
from silastri.apps.documents import queries as stored
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.definition.office import Office
from silastri.domain.refusal import NotFit, NotThere
from silastri.domain.words.cell import harmless

from .access import about, as_archivist

_IN_MEMORY = 20 * 1024 * 1024
_BEGAN = (1980, 1, 1, 0, 0, 0)  # the earliest time in a ZIP, for all files: the same list gives the same bytes


def export(act: Act, *, pk: int) -> IO[bytes]:
    """The ZIP of a hand-over that is approved or done. Raises NotYours, NotThere, NotFit."""
    office = as_archivist(act)
    disposal = archive.disposal(pk, office=office.pk)
    if disposal.kind != Disposal.Kind.HAND_OVER or disposal.state not in ("approved", "done"):
        raise NotThere("Berkas penyerahan ada setelah usulan penyerahannya disetujui.")
    records = archive.records_of(disposal)
    if not records:
        raise NotFit("Tidak ada arsip tersisa di daftar ini.")
    out: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the response closes it
    try:
        _fill(out, offices.definition(office), records)
    except BaseException:
        out.close()
        raise
    log(act, "archive_export", about(disposal), arsip=len(records))
    log_people(act, "in_list", (record.case.applicant_id for record in records), "arsip yang diserahkan")
    out.seek(0)
    return out


def _fill(out: IO[bytes], office: Office, records: list[Record]) -> None:
    files = {record.pk: archive.files(record) for record in records}
    known = [metadata(office, record, files[record.pk]) for record in records]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as into:
        _put(into, "daftar.json", json.dumps(known, ensure_ascii=False, indent=2).encode())
        _put(into, "daftar.csv", _table(known))
        sums = [f"{file['sha256']}  {file['berkas']}" for record in known for file in record["berkas"]]
        _put(into, "sha256sums.txt", ("\n".join(sums) + "\n").encode())
        for record in records:
            for n, file in enumerate(files[record.pk], start=1):
                _put(into, _path(record, n, file), _content(file))


def metadata(office: Office, record: Record, files: list[ArchivedFile]) -> dict[str, Any]:
    """The metadata of a record (Peraturan ANRI 6/2021)."""
    letter = record.letter
    return {
        "unit_pencipta": office.name,
        "pemerintah": office.government,
        "kode_klasifikasi": record.code,
        "nomor": record.number,
        "tanggal": record.on.isoformat(),
        "uraian": f"{record.name}, {record.holder_name}",
        "nomor_pendaftaran": record.case.ref,
        "layanan": record.case.service.name,
        "tingkat_perkembangan": record.shape,
        "jenis_naskah": record.get_kind_display(),
        "keamanan_dan_akses": record.get_security_display(),
        "penandatangan": f"{letter.signer_name}, {letter.signer_post}".strip(", ") if letter else "",
        "aktif_sampai": record.active_until.isoformat() if record.active_until else "",
        "inaktif_sampai": record.inactive_until.isoformat() if record.inactive_until else "",
        "nasib_akhir": record.get_fate_display(),
        "berkas": [
            {"berkas": _path(record, n, f), "nama": f.name, "format": f.kind, "ukuran": f.size, "sha256": f.sha256}
            for n, f in enumerate(files, start=1)
        ],
    }


def _table(known: list[dict[str, Any]]) -> bytes:
    """A table with one row per file, each with the facts of its record. A cell that begins like a formula is made
    harmless."""
    out = io.StringIO()
    facts = [name for name in known[0] if name != "berkas"]
    writer = csv.writer(out)
    writer.writerow([*facts, "berkas", "nama_berkas", "format", "ukuran", "sha256"])
    for record in known:
        for file in record["berkas"] or [{}]:
            row = [*(record[name] for name in facts), *(file.get(k, "") for k in ("berkas", "nama", "format"))]
            writer.writerow([*map(harmless, row), file.get("ukuran", ""), file.get("sha256", "")])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


_ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg"}


def _path(record: Record, n: int, file: ArchivedFile) -> str:
    return f"berkas/{record.pk}/{n:02}{_ENDINGS.get(file.kind, '')}"


def _content(file: ArchivedFile) -> bytes:
    try:
        return stored.content(file.sha256)
    except (stored.Damaged, stored.Destroyed):
        raise NotFit(f"Berkas '{file.name}' rusak atau hilang. Pulihkan dulu, baru unduh lagi.") from None


def _put(into: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _BEGAN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    into.writestr(entry, content)
