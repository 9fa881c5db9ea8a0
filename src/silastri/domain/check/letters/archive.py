"""Finds letters and files of a service whose classification has no row in the retention schedule."""

from collections.abc import Iterator

from silastri.domain.definition.definition import Definition, Reading
from silastri.domain.definition.office import Office
from silastri.domain.definition.source import Finding
from silastri.domain.letters.retention import classifications


def rules(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    source, codes = reading.standard, classifications(definition, office)
    place = ("klasifikasi_arsip",) if definition.standard.archive_code else ("produk",)
    for code in codes:
        if office.archive.retention(code) is None:
            what = f"klasifikasi {code} belum punya jadwal retensi"
            remedy = "tambahkan pada 'arsip: jadwal_retensi' di kantor.yaml, menurut JRA daerah"
            yield source.finding(place, what, remedy, mild=True)
    if not codes and office.archive.schedule:
        remedy = "tulis 'klasifikasi_arsip', atau 'klasifikasi' pada buku nomornya"
        yield source.finding(place, "arsip layanan ini tidak punya klasifikasi", remedy, mild=True)
