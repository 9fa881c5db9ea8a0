"""Why a request about personal data cannot be met, each in a sentence for who asked."""

GROUNDS = {
    "archive": (
        "Wajib disimpan menurut jadwal retensi arsip",
        "Data ini bagian dari arsip layanan yang wajib kami simpan menurut UU Nomor 43 Tahun 2009. Setelah masa "
        "simpannya habis, data dimusnahkan atau diserahkan menurut jadwal.",
    ),
    "law": (
        "Dipakai untuk proses hukum",
        "Data ini masih diperlukan untuk proses hukum, jadi belum boleh kami ubah atau hapus.",
    ),
    "others": (
        "Menyangkut hak orang lain",
        "Permintaan ini akan membuka atau mengubah data orang lain, jadi tidak dapat kami penuhi.",
    ),
    "unproven": (
        "Belum ada bukti",
        "Kami belum bisa memastikan data yang benar. Datang ke loket membawa KTP, atau kirim lagi dengan buktinya.",
    ),
    "nothing": ("Data itu tidak ada", "Kami tidak menyimpan data yang Anda maksud."),
}


def sentence(ground: str) -> str:
    """Empty where there is no such ground."""
    return GROUNDS[ground][1] if ground in GROUNDS else ""
