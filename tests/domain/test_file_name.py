"""Names of files as they are kept."""

import pytest

from silastri.domain.file_name import given


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("ktp.pdf", "ktp.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\rahasia\\ktp.pdf", "ktp.pdf"),
        ("ktp\0.pdf\r\nSet-Cookie: x=1", "ktp.pdf Set-Cookie: x=1"),
        ("ktp\u202efdp.exe", "ktpfdp.exe"),
        ("Surat\u00a0Keterangan  (1).pdf", "Surat Keterangan (1).pdf"),
        ("...", "berkas"),
        ("/", "berkas"),
        ("", "berkas"),
        ("x" * 300, "x" * 200),
    ],
)
def test_the_name_that_somebody_gave_a_file(sent: str, kept: str) -> None:
    assert given(sent) == kept
    assert given(kept) == kept
