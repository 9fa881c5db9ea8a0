"""Messages about a case on its way."""

from dataclasses import dataclass

from .template import Purpose, Template, about_case


@dataclass(frozen=True, kw_only=True)
class News(Template):
    """To the applicant: ``what`` happened, what comes ``then``."""

    key = "news"
    needed = ("what", "ref", "then")
    pattern = about_case("{what}.", "{then}", "Lihat: {link}")
    what: str
    service: str
    ref: str
    then: str


@dataclass(frozen=True, kw_only=True)
class Progress(News):
    """The same, where the applicant has nothing to do and nothing was decided."""

    key = "progress"
    purpose = Purpose.PROGRESS


@dataclass(frozen=True, kw_only=True)
class Invited(Template):
    """To the applicant, who was served: the survey."""

    key = "survey_invited"
    needed = ("ref",)
    pattern = about_case(
        "Bagaimana layanan kami?",
        "Sembilan pertanyaan, kira-kira dua menit. Jawaban Anda tanpa nama dan tidak memengaruhi surat Anda.",
        "Jawab: {link}",
    )
    purpose = Purpose.PROGRESS
    service: str
    ref: str


@dataclass(frozen=True, kw_only=True)
class Arrived(Template):
    """To who holds the post for which a case waits now."""

    key = "arrived"
    needed = ("step", "ref")
    pattern = about_case("Berkas baru untuk {post}: {step}.", "Batas waktu: {due}", "Buka: {link}")
    purpose = Purpose.WORK
    post: str
    step: str
    service: str
    ref: str
    due: str


@dataclass(frozen=True, kw_only=True)
class SentBack(Arrived):
    """The same, when a later step sent the case back."""

    key = "sent_back"
    pattern = about_case(
        "Berkas dikembalikan kepada {post}: {step}.",
        "Alasannya ada di halaman permohonan.",
        "Batas waktu: {due}",
        "Buka: {link}",
    )


@dataclass(frozen=True, kw_only=True)
class Limit(Template):
    """To the applicant, before his time for a step is over."""

    key = "limit"
    needed = ("ref", "step", "until")
    pattern = about_case("Jangan sampai terlewat.", "{step}: paling lambat {until}.", "Lihat: {link}")
    service: str
    ref: str
    step: str
    until: str


@dataclass(frozen=True, kw_only=True)
class Visit(Template):
    """To the applicant: when and where the team comes."""

    key = "visit"
    needed = ("ref", "when", "place")
    pattern = about_case("Tim kami akan berkunjung.", "Waktu: {when}", "Tempat: {place}", "Lihat: {link}")
    service: str
    ref: str
    when: str
    place: str


@dataclass(frozen=True, kw_only=True)
class Mentioned(Template):
    """To a colleague to whom something was written about a case. What was written stays on the desk."""

    key = "mentioned"
    needed = ("ref",)
    pattern = about_case("Seorang rekan menulis catatan untuk Anda.", "Baca: {link}")
    purpose = Purpose.WORK
    service: str
    ref: str


@dataclass(frozen=True, kw_only=True)
class PassedOn(Template):
    """To a colleague who has the file in hand from now on, since another passed it on to him."""

    key = "passed_on"
    needed = ("step", "ref")
    pattern = about_case("Seorang rekan mengoper berkas kepada Anda: {step}.", "Batas waktu: {due}", "Buka: {link}")
    purpose = Purpose.WORK
    step: str
    service: str
    ref: str
    due: str
