"""Texts that Meta approves before they are used: how one is proposed, and how each stands."""

from collections.abc import Sequence
from typing import Any

from silastri.adapters.messaging import said
from silastri.adapters.messaging.port import Button, TemplateNews

FIELDS = "name,language,status,category,rejected_reason"
_CODE_LASTS = 10  # minutes, as Meta writes under a code
_REASONS = {
    "ABUSIVE_CONTENT": "Isinya melanggar aturan WhatsApp.",
    "INCORRECT_CATEGORY": "Isinya tidak cocok dengan golongannya.",
    "INVALID_FORMAT": "Susunannya keliru, misalnya isian di awal atau di akhir, atau dua isian berdampingan.",
    "PROMOTIONAL": "Isinya dianggap promosi.",
    "SCAM": "Isinya dianggap penipuan.",
    "TAG_CONTENT_MISMATCH": "Isinya tidak cocok dengan bahasa atau golongannya.",
}
_WILL_MOVE = "Meta akan memindahkannya ke golongan {category}."


def proposal(
    name: str, language: str, category: str, body: str, examples: Sequence[str], button: Button | None
) -> dict[str, Any]:
    """What is sent to Meta. The words of a text with a code are Meta's own, and it takes no address."""
    components = _of_code() if category.lower() == "authentication" else _of_text(body, examples, button)
    return {"name": name, "language": language, "category": category.upper(), "components": components}


def _of_code() -> list[dict[str, Any]]:
    return [
        {"type": "BODY", "add_security_recommendation": True},
        {"type": "FOOTER", "code_expiration_minutes": _CODE_LASTS},
        {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE"}]},
    ]


def _of_text(body: str, examples: Sequence[str], button: Button | None) -> list[dict[str, Any]]:
    text: dict[str, Any] = {"type": "BODY", "text": body}
    if examples:
        text["example"] = {"body_text": [list(examples)]}
    if not button:
        return [text]
    pressed = {"type": "URL", "text": button.words, "url": button.address, "example": [button.example]}
    return [text, {"type": "BUTTONS", "buttons": [pressed]}]


def reason(answer: dict[str, Any]) -> str:
    """Why Meta refused a proposal, in the words that it wrote for people; empty where it wrote none."""
    error = said.inner(answer, "error")
    told = said.text(error.get("error_user_msg")) or said.text(error.get("error_user_title"))
    return f"Meta menolak pola pesan ini: {told}" if told else ""


def news(found: dict[str, Any]) -> TemplateNews | None:
    """A row of Meta's list."""
    return _made(found, "name", "language", "status", "category", said.name(found.get("rejected_reason")))


def of_status(value: dict[str, Any]) -> TemplateNews | None:
    """A notice that a text was approved, refused, paused ..."""
    why = said.text(said.inner(value, "rejection_info").get("reason")) or said.name(value.get("reason"))
    names = ("message_template_name", "message_template_language", "event", "message_template_category")
    return _made(value, *names, why)


def of_category(value: dict[str, Any]) -> TemplateNews | None:
    """A notice that a text was moved to another category, or soon will be."""
    coming = said.word(value.get("correct_category"))
    why = _WILL_MOVE.format(category=coming) if coming else ""
    return _made(value, "message_template_name", "message_template_language", "", "new_category", why)


def _made(found: dict[str, Any], name: str, language: str, status: str, category: str, why: str) -> TemplateNews | None:
    named = said.name(found.get(name))
    if not named:
        return None
    return TemplateNews(
        name=named,
        language=said.name(found.get(language)),
        status=said.word(found.get(status)),
        category=said.word(found.get(category)),
        why="" if why == "NONE" else _REASONS.get(why, why),
    )
