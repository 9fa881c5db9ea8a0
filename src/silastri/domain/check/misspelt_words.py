"""Words that real standards spelt wrongly or took for others: a row each, what is written and what is meant.

A row in small letters is found in any case, and where it has a blank, with a hyphen or with nothing there too. A row
with capitals is found only as it stands.
"""

WORDS = (
    # written, meant
    ("span lapor", "SP4N-LAPOR!"),
    ("jks kin", "JKN-KIS"),
    ("jks kis", "JKN-KIS"),
    ("jkn kin", "JKN-KIS"),
    ("pelatih anak putus sekolah", "pelajar"),
    ("pemeritah", "pemerintah"),
    ("DPMPPTSP", "DPMPTSP"),
    ("Dpmpptsp", "DPMPTSP"),
    ("barkode", "kode QR"),
)
