"""Messages to those whose opinion is asked."""

from dataclasses import dataclass

from .template import Purpose, Template, about_case


@dataclass(frozen=True, kw_only=True)
class DeskAsked(Template):
    """To who holds a post of the office that asks."""

    key = "desk_asked"
    needed = ("ref", "due")
    pattern = about_case("Anda diminta pendapat.", "Jawab paling lambat: {due}", "Buka dan jawab: {link}")
    purpose = Purpose.WORK
    service: str
    ref: str
    due: str


@dataclass(frozen=True, kw_only=True)
class PartnerAsked(Template):
    """To a party outside. Its link is secret: it is not kept with the values, but found when the message goes out."""

    key = "partner_asked"
    needed = ("office", "service", "due")
    pattern = "\n".join(
        (
            about_case("{office} meminta pendapat Anda.", "Jawab paling lambat: {due}", "Buka dan jawab: {link}"),
            "Tautan ini rahasia. Jangan diteruskan kepada orang lain.",
        )
    )
    purpose = Purpose.WORK
    link: str = ""
    office: str
    service: str
    ref: str
    due: str

    def shown(self) -> dict[str, str]:
        return super().shown() | {"link": self.link or "(hanya tampak bagi penerimanya)"}
