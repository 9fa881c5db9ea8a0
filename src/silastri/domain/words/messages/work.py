"""Messages to officers beside those about one arrival: reminders, what is late below them, several in one. They say
what waits, and blame nobody."""

from dataclasses import dataclass

from .case import Arrived
from .template import Purpose, Template, about_case


@dataclass(frozen=True, kw_only=True)
class DueSoon(Arrived):
    """To who does a step, before it is due."""

    key = "due_soon"
    pattern = about_case("Pengingat untuk {post}: {step}.", "Batas waktu: {due}", "Buka: {link}")


@dataclass(frozen=True, kw_only=True)
class LateBelow(Template):
    """To a superior of the post at which a case is late."""

    key = "late_below"
    needed = ("post", "step", "ref")
    pattern = about_case(
        "Berkas ini perlu bantuan Anda: {step}.", "Menunggu di: {post}", "Lewat batas waktu sejak {since}",
        "Buka: {link}",
    )  # fmt: skip
    purpose = Purpose.WORK
    post: str
    step: str
    service: str
    ref: str
    since: str


@dataclass(frozen=True, kw_only=True)
class _Counted(Template):
    purpose = Purpose.WORK

    def shown(self) -> dict[str, str]:
        """A count of nothing is left out."""
        return {name: "" if getattr(self, name) == 0 else value for name, value in super().shown().items()}


@dataclass(frozen=True, kw_only=True)
class Digest(_Counted):
    """What waits for an officer this morning."""

    key = "digest"
    needed = ("new", "today", "late")
    pattern = (
        "Ringkasan pagi untuk Anda, {office}.\n"
        "Berkas baru: {new}\n"
        "Batas waktu hari ini: {today}\n"
        "Lewat batas waktu: {late}\n"
        "Menunggu tanda tangan: {to_sign}\n"
        "Catatan rekan untuk Anda: {mentions}\n"
        "Lewat batas waktu di bawah Anda: {below}\n"
        "Buka: {link}"
    )
    office: str
    new: int
    today: int
    late: int
    to_sign: int
    mentions: int
    below: int


@dataclass(frozen=True, kw_only=True)
class Several(_Counted):
    """In place of several messages that would come together."""

    key = "several"
    needed = ("count",)
    pattern = (
        "{count} kabar untuk Anda dari {office}, dijadikan satu.\n"
        "Berkas baru: {new}\n"
        "Dikembalikan: {back}\n"
        "Dioper rekan: {passed_on}\n"
        "Hampir sampai batas waktu: {soon}\n"
        "Catatan rekan: {mentions}\n"
        "Lewat batas waktu di bawah Anda: {below}\n"
        "Buka: {link}"
    )
    office: str
    count: int
    new: int
    back: int
    passed_on: int
    soon: int
    mentions: int
    below: int
