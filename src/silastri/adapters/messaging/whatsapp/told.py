"""Reads what Meta tells: what became of messages, what people wrote, how texts stand that wait for approval.

Fields come and go with Meta's versions, and a sender may have no number: what is missing is left empty, and what is new
is passed over.
"""

import re
from collections.abc import Iterator
from typing import Any

from silastri.adapters.messaging import said
from silastri.adapters.messaging.port import Heard, Incoming, NotUnderstood, NumberLeft, Receipt, TemplateNews, TryAgain

from . import approval
from .meanings import meaning

_HEARD = {
    "sent": Heard.SENT,
    "delivered": Heard.DELIVERED,
    "read": Heard.READ,
    "played": Heard.READ,
    "failed": Heard.FAILED,
}
NAMELESS = re.compile(r"[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}")  # a BSUID, which may stand where a number stood
_PASSED_OVER = {"reaction", "system", "revoke", "edit", "request_welcome", "errors"}
_UNEXPLAINED = "WhatsApp tidak dapat mengirim pesan ini."
News = Receipt | Incoming | TemplateNews | NumberLeft


def understand(found: dict[str, Any], number_id: str) -> list[News]:
    """Raises NotUnderstood."""
    if found.get("object") != "whatsapp_business_account" or not isinstance(found.get("entry"), list):
        raise NotUnderstood("not a notice of WhatsApp")
    changes = [change for entry in said.objects(found["entry"]) for change in said.objects(entry.get("changes"))]
    return [news for change in changes for news in _of_change(change, number_id)]


def _of_change(change: dict[str, Any], number_id: str) -> Iterator[News]:
    value = said.inner(change, "value")
    field = change.get("field")
    if field == "messages" and _is_ours(value, number_id):
        yield from (receipt for status in said.objects(value.get("statuses")) if (receipt := _receipt(status, value)))
        yield from (left for one in said.objects(value.get("messages")) if (left := _number_left(one)))
        yield from (message for one in said.objects(value.get("messages")) if (message := _incoming(one, value)))
    notice = {
        "message_template_status_update": approval.of_status,
        "template_category_update": approval.of_category,
    }.get(str(field))
    if notice and (news := notice(value)):
        yield news


def _is_ours(value: dict[str, Any], number_id: str) -> bool:
    """One address hears for every number of an account."""
    return said.name(said.inner(value, "metadata").get("phone_number_id")) in ("", number_id)


def _number_left(message: dict[str, Any]) -> NumberLeft | None:
    """Meta tells it as a message from the number that was left."""
    system = said.inner(message, "system")
    number = said.number(message.get("from")) or said.number(system.get("customer"))
    changed = said.word(system.get("type")) in ("user_changed_number", "customer_changed_number")
    return NumberLeft(number) if changed and number and said.word(message.get("type")) == "system" else None


def _receipt(status: dict[str, Any], value: dict[str, Any]) -> Receipt | None:
    heard = _HEARD.get(said.word(status.get("status")))
    provider_id, reference = said.name(status.get("id")), said.name(status.get("biz_opaque_callback_data"))
    if not heard or not (provider_id or reference):
        return None
    code, why, is_temporary = _failure(status, value) if heard is Heard.FAILED else ("", "", False)
    return Receipt(
        heard=heard,
        at=said.moment(status.get("timestamp")),
        provider_id=provider_id,
        reference=reference,
        code=code,
        why=why,
        is_temporary=is_temporary,
        price_class=_price_class(said.inner(status, "pricing")),
    )


def _failure(status: dict[str, Any], value: dict[str, Any]) -> tuple[str, str, bool]:
    errors = said.objects(status.get("errors")) or said.objects(value.get("errors"))
    code = said.code(errors[0].get("code")) if errors else -1
    if code < 0:
        return "", _UNEXPLAINED, False
    error = meaning(code)
    return str(code), str(error), isinstance(error, TryAgain)


def _price_class(pricing: dict[str, Any]) -> str:
    is_free = pricing.get("billable") is False or said.word(pricing.get("type")).startswith("free")
    return "free" if is_free else said.word(pricing.get("category"))


def _incoming(message: dict[str, Any], value: dict[str, Any]) -> Incoming | None:
    provider_id, kind = said.name(message.get("id")), said.word(message.get("type")) or "unsupported"
    if not provider_id or kind in _PASSED_OVER or message.get("group_id"):
        return None
    contact = _contact(message, said.objects(value.get("contacts")))
    return Incoming(
        provider_id=provider_id,
        text=_text(message, kind),
        at=said.moment(message.get("timestamp")),
        number=said.number(message.get("from")) or said.number(contact.get("wa_id")),
        user_id=_user_id(
            message.get("from_user_id"), message.get("from"), contact.get("user_id"), contact.get("wa_id")
        ),
        kind="text" if kind in ("button", "interactive") else kind,
    )


def _contact(message: dict[str, Any], contacts: list[dict[str, Any]]) -> dict[str, Any]:
    """The contact that a message is from: by name or number, or the only one."""
    for mine, theirs in (("from_user_id", "user_id"), ("from", "wa_id"), ("from", "user_id")):
        for contact in contacts:
            if (wanted := said.name(message.get(mine))) and wanted == said.name(contact.get(theirs)):
                return contact
    is_nameless = not (message.get("from") or message.get("from_user_id"))
    return contacts[0] if len(contacts) == 1 and is_nameless else {}


def _user_id(*candidates: object) -> str:
    return next((found for one in candidates if NAMELESS.fullmatch(found := said.name(one))), "")


def _text(message: dict[str, Any], kind: str) -> str:
    """What was written, or the words of the button that was pressed, or those under a picture."""
    if kind == "interactive":
        answer = said.inner(message, "interactive")
        kinds = ("button_reply", "list_reply")
        return next((found for one in kinds if (found := said.text(said.inner(answer, one).get("title")))), "")
    part = {"text": "body", "button": "text"}.get(kind, "caption")
    return said.text(said.inner(message, kind).get(part))
