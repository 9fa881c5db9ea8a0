"""Messages to those whose opinion is asked."""

from dataclasses import dataclass

from .template import Template, about_case


@dataclass(frozen=True, kw_only=True)
class DeskAsked(Template):
    """To who holds a post of the office that asks."""

    key = "desk_asked"
    service: str
    ref: str
    due: str

    def text(self) -> str:
        return about_case(
            "Anda diminta pendapat.", self.service, self.ref, _until(self.due), f"Buka dan jawab: {self.link}"
        )


@dataclass(frozen=True, kw_only=True)
class PartnerAsked(Template):
    """To a party outside. Its link is secret: it is not kept with the values, but found when the message goes out."""

    key = "partner_asked"
    link: str = ""
    office: str
    service: str
    ref: str
    due: str

    def text(self) -> str:
        return about_case(
            f"{self.office} meminta pendapat Anda.",
            self.service,
            self.ref,
            _until(self.due),
            f"Buka dan jawab: {self.link or '(hanya tampak bagi penerimanya)'}",
            "Tautan ini rahasia. Jangan diteruskan kepada orang lain.",
        )


def _until(due: str) -> str:
    return f"Jawab paling lambat: {due}" if due else ""
