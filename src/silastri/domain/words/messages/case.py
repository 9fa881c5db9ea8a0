"""Messages about a case on its way."""

from dataclasses import dataclass

from .template import Template, about_case


@dataclass(frozen=True, kw_only=True)
class News(Template):
    """To the applicant: ``what`` happened, what comes ``then``."""

    key = "news"
    what: str
    service: str
    ref: str
    then: str

    def text(self) -> str:
        return about_case(f"{self.what}.", self.service, self.ref, self.then, f"Lihat: {self.link}")


@dataclass(frozen=True, kw_only=True)
class Arrived(Template):
    """To who holds the post for which a case waits now."""

    key = "arrived"
    post: str
    step: str
    service: str
    ref: str
    due: str

    def text(self) -> str:
        return self._text("Berkas baru untuk")

    def _text(self, what: str, *more: str) -> str:
        due = f"Batas waktu: {self.due}" if self.due else ""
        return about_case(f"{what} {self.post}: {self.step}.", self.service, self.ref, *more, due, f"Buka: {self.link}")


@dataclass(frozen=True, kw_only=True)
class SentBack(Arrived):
    """The same, when a later step sent the case back."""

    key = "sent_back"

    def text(self) -> str:
        return self._text("Berkas dikembalikan kepada", "Alasannya ada di halaman permohonan.")


@dataclass(frozen=True, kw_only=True)
class Limit(Template):
    """To the applicant, before his time for a step is over."""

    key = "limit"
    service: str
    ref: str
    step: str
    until: str

    def text(self) -> str:
        until = f"{self.step}: paling lambat {self.until}."
        return about_case("Jangan sampai terlewat.", self.service, self.ref, until, f"Lihat: {self.link}")


@dataclass(frozen=True, kw_only=True)
class Visit(Template):
    """To the applicant: when and where the team comes."""

    key = "visit"
    service: str
    ref: str
    when: str
    place: str

    def text(self) -> str:
        return about_case(
            "Tim kami akan berkunjung.",
            self.service,
            self.ref,
            f"Waktu: {self.when}",
            f"Tempat: {self.place}",
            f"Lihat: {self.link}",
        )


@dataclass(frozen=True, kw_only=True)
class Mentioned(Template):
    """To a colleague to whom something was written about a case. What was written stays on the desk."""

    key = "mentioned"
    service: str
    ref: str

    def text(self) -> str:
        return about_case("Seorang rekan menulis catatan untuk Anda.", self.service, self.ref, f"Baca: {self.link}")


@dataclass(frozen=True, kw_only=True)
class PassedOn(Template):
    """To a colleague who has the file in hand from now on, since another passed it on to him."""

    key = "passed_on"
    step: str
    service: str
    ref: str
    due: str

    def text(self) -> str:
        due = f"Batas waktu: {self.due}" if self.due else ""
        what = f"Seorang rekan mengoper berkas kepada Anda: {self.step}."
        return about_case(what, self.service, self.ref, due, f"Buka: {self.link}")
