"""Answers to somebody who wrote to the office. They go back the way the question came, and nowhere else."""

from dataclasses import dataclass

from .template import Purpose, Template


@dataclass(frozen=True, kw_only=True)
class _Reply(Template):
    purpose = Purpose.ASKED
    stays = True
    is_of_office = False  # they name the words that the house understands
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer(_Reply):
    """What an officer wrote."""

    key = "answer"
    pattern = "{said}"
    said: str


@dataclass(frozen=True, kw_only=True)
class Whereabouts(_Reply):
    """Where a case is: what its public page says, and no more."""

    key = "whereabouts"
    pattern = "{service}\nNomor pendaftaran: {ref}\n{sentence}\n{then}\nSelengkapnya: {link}"
    service: str
    ref: str
    sentence: str
    then: str


@dataclass(frozen=True, kw_only=True)
class RefUnknown(_Reply):
    """There is no case of that number, or none was given."""

    key = "ref_unknown"
    pattern = (
        "Nomor pendaftaran {ref} tidak kami temukan. Periksa lagi huruf dan angkanya, lalu kirim lagi."
        "\nAnda juga dapat mencarinya di: {link}"
    )
    ref: str


@dataclass(frozen=True, kw_only=True)
class AskRef(_Reply):
    key = "ask_ref"
    pattern = (
        "Kirim nomor pendaftaran Anda, misalnya {example}. Nomornya ada di tanda terima dan di pesan kami."
        "\nAnda juga dapat mencarinya di: {link}"
    )
    example: str


@dataclass(frozen=True, kw_only=True)
class ComplaintHeard(_Reply):
    key = "complaint_heard"
    pattern = (
        "Aduan Anda sudah kami terima. Petugas {office} membacanya dan menjawab di sini. {hours}"
        "\nIngin menambah keterangan? Balas saja pesan ini."
    )
    office: str
    hours: str


@dataclass(frozen=True, kw_only=True)
class ComplaintEmpty(_Reply):
    key = "complaint_empty"
    pattern = "Tulis ADUAN, lalu isi aduan Anda dalam satu pesan. Contoh: {example}"
    example: str


@dataclass(frozen=True, kw_only=True)
class SurveyLink(_Reply):
    key = "survey_link"
    pattern = "Terima kasih sudah mau menilai layanan kami. Isi surveinya di sini: {link}"


@dataclass(frozen=True, kw_only=True)
class ProgressStopped(_Reply):
    key = "progress_stopped"
    pattern = (
        "Baik. Kabar bahwa permohonan maju ke langkah berikutnya tidak kami kirim lagi. Kabar yang penting tetap kami "
        "kirim, misalnya bila ada yang perlu Anda perbaiki atau surat Anda siap."
        "\nIngin dikabari lagi? Kirim {word}."
    )
    word: str


@dataclass(frozen=True, kw_only=True)
class ProgressResumed(_Reply):
    key = "progress_resumed"
    pattern = "Baik. Setiap permohonan Anda maju, kami kabari lagi.\nTidak mau lagi? Kirim {word}."
    word: str


@dataclass(frozen=True, kw_only=True)
class PleaseWrite(_Reply):
    """A picture or a sound came without words."""

    key = "please_write"
    pattern = (
        "Pesan Anda kami simpan, tetapi gambar, suara, dan berkas belum dapat kami baca di sini. {then}"
        "\nBerkas permohonan dikirim lewat: {link}"
    )
    then: str


@dataclass(frozen=True, kw_only=True)
class Help(_Reply):
    key = "help"
    pattern = "{office} dapat menjawab lewat pesan.\n{words}\n{hours}\nSelengkapnya: {link}"
    office: str
    words: str
    hours: str


@dataclass(frozen=True, kw_only=True)
class PersonAnswers(_Reply):
    key = "person_answers"
    pattern = "Pesan Anda sudah diterima {office}. Petugas menjawab di sini. {hours}"
    office: str
    hours: str


@dataclass(frozen=True, kw_only=True)
class AfterHours(_Reply):
    key = "after_hours"
    pattern = "{hours} Pesan Anda kami simpan, dan petugas {office} menjawab di sini.\n{words}"
    office: str
    hours: str
    words: str
