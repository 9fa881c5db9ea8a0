"""The kinds of step of an SOP. Each kind names the act that does it; kinds that work alike share an act."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """A kind of step. The value is the word in definitions."""

    SUBMIT = "ajukan"
    RESPOND = "tanggapi"
    CHECK = "periksa"
    LOOK_UP = "cek_data"
    REVIEW = "rekomendasi"
    FORWARD = "teruskan"
    VERIFY = "verifikasi"
    VISIT = "survei_lapangan"
    ASK = "minta_pendapat"
    PAY = "bayar"
    REFUND = "kembalikan_jaminan"
    WAIT = "tunggu"
    INITIAL = "paraf"
    APPROVE = "setujui"
    NUMBER = "nomori"
    SIGN = "tandatangani"
    PRINT = "cetak"
    HAND_OVER = "serahkan"


@dataclass(frozen=True, slots=True)
class Nature:
    """What is common to all steps of a kind: the act, the words of its button, what the applicant is told afterwards.

    ``prepares`` and ``decides``: one person may not both prepare and decide a case (free of collusion, requirement
    C11).
    """

    act: str
    button: str
    told: str
    prepares: bool = False
    decides: bool = False
    may_turn: bool = False  # an SOP may give it ways out other than onward
    by_applicant: bool = False  # done by the applicant, or for the applicant by the post that records it


NATURES: dict[Kind, Nature] = {
    Kind.SUBMIT: Nature("submit", "Kirim permohonan", "Permohonan sudah kami terima", by_applicant=True),
    Kind.RESPOND: Nature("respond", "Kirim", "Tanggapan Anda sudah kami terima", by_applicant=True),
    Kind.CHECK: Nature(
        "check", "Lengkap, lanjutkan", "Berkas sudah diperiksa dan lengkap", prepares=True, may_turn=True
    ),
    Kind.LOOK_UP: Nature("look_up", "Tetapkan hasil", "Data sudah dicek", prepares=True, may_turn=True),
    Kind.REVIEW: Nature(
        "review", "Simpan rekomendasi", "Tim teknis sudah memberi rekomendasi", prepares=True, may_turn=True
    ),
    Kind.FORWARD: Nature("decide", "Teruskan", "Berkas sudah diteruskan", may_turn=True),
    Kind.VERIFY: Nature(
        "decide", "Sesuai, teruskan", "Permohonan sudah diperiksa dan sesuai", prepares=True, may_turn=True
    ),
    Kind.VISIT: Nature("visit", "Simpan berita acara", "Survei lapangan sudah selesai", prepares=True, may_turn=True),
    Kind.ASK: Nature("ask", "Simpulkan, teruskan", "Pendapat sudah dikumpulkan", prepares=True, may_turn=True),
    Kind.PAY: Nature("pay", "Catat pembayaran", "Pembayaran sudah kami terima", by_applicant=True),
    Kind.REFUND: Nature("refund", "Catat pengembalian", "Uang jaminan sudah dikembalikan"),
    Kind.WAIT: Nature("wait", "Teruskan", "Masa tunggu sudah selesai", may_turn=True),
    Kind.INITIAL: Nature("decide", "Paraf", "Surat sudah diparaf", may_turn=True),
    Kind.APPROVE: Nature("decide", "Setujui", "Permohonan sudah disetujui", decides=True, may_turn=True),
    Kind.NUMBER: Nature("number", "Beri nomor", "Surat sudah diberi nomor"),
    Kind.SIGN: Nature("sign", "Tanda tangani", "Surat sudah ditandatangani", decides=True, may_turn=True),
    Kind.PRINT: Nature("print_out", "Sudah dicetak", "Surat sudah dicetak"),
    Kind.HAND_OVER: Nature("hand_over", "Serahkan", "Surat sudah diserahkan"),
}


def nature(kind: Kind) -> Nature:
    return NATURES[kind]
