"""What Meta tells by its hook: who may tell, what became of messages, what people wrote, how texts stand."""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from silastri.adapters.messaging.port import (
    Delivery,
    Forged,
    Heard,
    Incoming,
    NotUnderstood,
    NumberLeft,
    Receipt,
    TemplateNews,
)

from .whatsapp import ACCOUNT_ID, APP_SECRET, NAMELESS, NUMBER, NUMBER_ID, VERIFY_TOKEN, WAMID, sender

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
STAMP = str(int(AT.timestamp()))
DIGITS = NUMBER.lstrip("+")
ASKED = f"hub.mode=subscribe&hub.verify_token={VERIFY_TOKEN}&hub.challenge=1158201444"
# A body and its signature that were made elsewhere.
BODY = b'{"object":"whatsapp_business_account","entry":[]}'
SIGNATURE = "sha256=5d4a1124b075cf092476e6677b89ce220ec42f3593e0c842f738827622e0c143"


def change(value: dict[str, Any], field: str = "messages") -> dict[str, Any]:
    return {"field": field, "value": value}


def notice(*changes: dict[str, Any]) -> Delivery:
    entry = {"id": ACCOUNT_ID, "time": int(STAMP), "changes": list(changes)}
    body = json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()
    mac = hmac.new(APP_SECRET.encode(), body, hashlib.sha256).hexdigest()
    return Delivery(body, headers={"x-hub-signature-256": f"sha256={mac}"})


def messages(number_id: str = NUMBER_ID, **more: Any) -> dict[str, Any]:
    metadata = {"display_phone_number": "6281110000099", "phone_number_id": number_id}
    return change({"messaging_product": "whatsapp", "metadata": metadata} | more)


def status(word: str, **more: Any) -> dict[str, Any]:
    return {"id": WAMID, "status": word, "timestamp": STAMP, "biz_opaque_callback_data": "41"} | more


def wrote(kind: str = "text", **more: Any) -> dict[str, Any]:
    return {"from": DIGITS, "id": WAMID, "timestamp": STAMP, "type": kind} | more


def understood(*changes: dict[str, Any]) -> list[Any]:
    made, delivery = sender("cloud"), notice(*changes)
    assert made.admit(delivery) == ""
    found: list[Any] = made.understand(delivery)
    return found


def test_meta_learns_that_the_hook_is_ours() -> None:
    assert sender("cloud").admit(Delivery(b"", ASKED, "GET")) == "1158201444"


def test_meta_tells_that_a_number_was_left() -> None:
    told = wrote("system", system={"body": "changed number", "wa_id": "628111", "type": "user_changed_number"})
    assert understood(messages(messages=[told])) == [NumberLeft(NUMBER)]


@pytest.mark.parametrize(
    "query",
    [
        ASKED.replace(VERIFY_TOKEN, "lain"),
        ASKED.replace(VERIFY_TOKEN, ""),
        ASKED.replace("subscribe", "unsubscribe"),
        ASKED.replace("1158201444", "<script>"),
        ASKED.replace("&hub.challenge=1158201444", ""),
        "",
        "%ff=%00&" * 3,
    ],
)
def test_others_do_not(query: str) -> None:
    with pytest.raises(Forged):
        sender("cloud").admit(Delivery(b"", query, "GET"))


def test_a_notice_is_signed_over_its_bytes() -> None:
    made = sender("cloud")
    assert made.admit(Delivery(BODY, headers={"x-hub-signature-256": SIGNATURE})) == ""
    assert made.understand(Delivery(BODY)) == []


@pytest.mark.parametrize(
    ("body", "signature"),
    [
        (BODY.replace(b"[]", b"[ ]"), SIGNATURE),  # the same JSON in other bytes
        (BODY, SIGNATURE[:-1] + "4"),
        (BODY, SIGNATURE.removeprefix("sha256=")),
        (BODY, ""),
        (BODY, "sha256=é"),
    ],
)
def test_a_notice_of_others_is_forged(body: bytes, signature: str) -> None:
    with pytest.raises(Forged):
        sender("cloud").admit(Delivery(body, headers={"x-hub-signature-256": signature}))


def test_without_a_secret_nothing_is_admitted() -> None:
    made = type(sender("cloud"))(url="", number_id=NUMBER_ID, token="x")
    mac = hmac.new(b"", BODY, hashlib.sha256).hexdigest()
    for delivery in (
        Delivery(BODY, headers={"x-hub-signature-256": f"sha256={mac}"}),
        Delivery(b"", "hub.mode=subscribe&hub.verify_token=&hub.challenge=1", "GET"),
    ):
        with pytest.raises(Forged):
            made.admit(delivery)


@pytest.mark.parametrize(
    ("word", "heard"),
    [("sent", Heard.SENT), ("delivered", Heard.DELIVERED), ("read", Heard.READ), ("played", Heard.READ)],
)
def test_what_became_of_a_message(word: str, heard: Heard) -> None:
    pricing = {"billable": True, "pricing_model": "PMP", "category": "utility", "type": "regular"}
    told = status(word, recipient_id=DIGITS, recipient_user_id=NAMELESS, pricing=pricing, new_field={"a": [1]})
    assert understood(messages(statuses=[told])) == [Receipt(heard, AT, WAMID, "41", price_class="utility")]


def test_a_receipt_needs_no_number_and_no_reference() -> None:
    told = status("delivered", recipient_user_id=NAMELESS)
    del told["biz_opaque_callback_data"]
    assert understood(messages(statuses=[told])) == [Receipt(Heard.DELIVERED, AT, WAMID)]


@pytest.mark.parametrize(
    ("code", "is_temporary"),
    [(131026, False), (131047, False), (131049, False), (131056, True), (131042, True), (130429, True), (999999, True)],
)
def test_a_failure_says_why(code: int, is_temporary: bool) -> None:
    error = {"code": code, "title": "Title", "message": "Title", "error_data": {"details": "Details"}, "href": "..."}
    [receipt] = understood(messages(statuses=[status("failed", recipient_id=DIGITS, errors=[error])]))
    assert (receipt.heard, receipt.code, receipt.is_temporary) == (Heard.FAILED, str(code), is_temporary)
    assert receipt.why.endswith(f"(kode {code})")


def test_a_failure_may_have_its_reason_beside_it() -> None:
    [receipt] = understood(messages(statuses=[status("failed"), 1], errors=[{"code": "131016"}]))
    assert (receipt.code, receipt.is_temporary) == ("131016", True)


def test_a_failure_without_a_reason_is_one_all_the_same() -> None:
    [receipt] = understood(messages(statuses=[status("failed")]))
    assert (receipt.heard, receipt.code, receipt.is_temporary) == (Heard.FAILED, "", False)
    assert receipt.why


@pytest.mark.parametrize(
    ("pricing", "price_class"),
    [
        ({"billable": False, "pricing_model": "CBP", "category": "service"}, "free"),
        ({"pricing_model": "PMP", "type": "free_customer_service", "category": "utility"}, "free"),
        ({"pricing_model": "PMP", "type": "regular", "category": "AUTHENTICATION"}, "authentication"),
        ({"category": ["x"]}, ""),
        ({}, ""),
    ],
)
def test_how_a_message_is_billed(pricing: Any, price_class: str) -> None:
    assert understood(messages(statuses=[status("sent", pricing=pricing)]))[0].price_class == price_class


def test_one_notice_tells_of_many() -> None:
    found = understood(
        messages(statuses=[status("sent"), status("warning"), status("read", id="wamid.B", timestamp="no time")]),
        messages(statuses=[{"status": "read"}, 1, None]),
        messages(messages=[wrote(text={"body": "Halo"})], contacts=[{"wa_id": DIGITS}]),
        messages("999", messages=[wrote(text={"body": "to another number of the account"})]),
        change({"event": "new"}, "something_new"),
    )
    assert [(type(one).__name__, one.provider_id) for one in found] == [
        ("Receipt", WAMID),
        ("Receipt", "wamid.B"),
        ("Incoming", WAMID),
    ]
    assert found[1].at is None


@pytest.mark.parametrize(
    ("message", "text", "kind"),
    [
        (wrote(text={"body": "Sudah sampai mana?"}), "Sudah sampai mana?", "text"),
        (wrote("button", button={"payload": "LANJUT", "text": "Ya, lanjutkan"}), "Ya, lanjutkan", "text"),
        (
            wrote("interactive", interactive={"type": "button_reply", "button_reply": {"id": "1", "title": "Ya"}}),
            "Ya",
            "text",
        ),
        (
            wrote("interactive", interactive={"type": "list_reply", "list_reply": {"id": "1", "title": "SIKOP"}}),
            "SIKOP",
            "text",
        ),
        (
            wrote("image", image={"id": "65463453", "mime_type": "image/jpeg", "caption": "KTP saya"}),
            "KTP saya",
            "image",
        ),
        (wrote("document", document={"id": "1", "filename": "a.pdf"}), "", "document"),
        (wrote("audio", audio={"id": "1", "voice": True}), "", "audio"),
        (wrote("location", location={"latitude": 1.2, "longitude": 100.8}), "", "location"),
        (wrote("unsupported", errors=[{"code": 131051}]), "", "unsupported"),
        (wrote("kind_of_next_year", kind_of_next_year={}), "", "kind_of_next_year"),
        (wrote(text={"body": "a\0b\ud800"}), "ab?", "text"),
        (wrote(text={"body": "a" * 5000}), "a" * 4096, "text"),
    ],
)
def test_what_somebody_wrote(message: Any, text: str, kind: str) -> None:
    contacts = [{"profile": {"name": "Contoh"}, "wa_id": DIGITS, "user_id": NAMELESS}]
    assert understood(messages(messages=[message], contacts=contacts)) == [
        Incoming(WAMID, text, AT, NUMBER, NAMELESS, kind)
    ]


@pytest.mark.parametrize(
    "message",
    [
        wrote("reaction", reaction={"message_id": WAMID, "emoji": "👍"}),
        wrote("system", system={"body": "changed identity", "type": "customer_identity_changed"}),
        wrote("edit", edit={"original_message_id": WAMID}),
        wrote("revoke", revoke={"original_message_id": WAMID}),
        wrote(text={"body": "Halo"}, group_id="Y2FwaV9ncm91cDox"),
        wrote(text={"body": "Halo"}, id=None),
    ],
)
def test_what_is_no_message_to_the_office_is_passed_over(message: Any) -> None:
    assert understood(messages(messages=[message])) == []


OTHER = "ID.999"


@pytest.mark.parametrize(
    ("message", "contacts", "number", "user_id"),
    [
        # As it was until 2026.
        ({"from": DIGITS}, [{"wa_id": DIGITS}], NUMBER, ""),
        ({"from": DIGITS, "from_user_id": NAMELESS}, [{"wa_id": DIGITS, "user_id": NAMELESS}], NUMBER, NAMELESS),
        # Somebody with a user name: no number anywhere.
        ({"from_user_id": NAMELESS}, [{"user_id": NAMELESS, "profile": {"username": "contoh"}}], "", NAMELESS),
        ({"from_user_id": NAMELESS}, [], "", NAMELESS),
        ({}, [{"user_id": NAMELESS}], "", NAMELESS),
        ({}, [{"wa_id": DIGITS}], NUMBER, ""),
        # A name where a number stood.
        ({"from": NAMELESS}, [{"wa_id": NAMELESS}], "", NAMELESS),
        # The number stands in the contact only.
        (
            {"from_user_id": NAMELESS},
            [{"user_id": OTHER, "wa_id": "1"}, {"user_id": NAMELESS, "wa_id": DIGITS}],
            NUMBER,
            NAMELESS,
        ),
        # Whose contact it is cannot be told.
        ({}, [{"user_id": NAMELESS}, {"user_id": OTHER}], "", ""),
        ({"from": DIGITS}, [{"user_id": OTHER, "wa_id": "6281110000012"}], NUMBER, ""),
    ],
)
def test_who_wrote(message: Any, contacts: Any, number: str, user_id: str) -> None:
    """An answer of somebody whom nothing names is kept all the same."""
    told = wrote(text={"body": "Halo"})
    del told["from"]
    [found] = understood(messages(messages=[told | message], contacts=contacts))
    assert (found.number, found.user_id, found.text) == (number, user_id, "Halo")


def test_how_texts_stand() -> None:
    named = {
        "message_template_id": 1689556908129832,
        "message_template_name": "libur",
        "message_template_language": "id",
    }
    info = {"reason": "Dua isian berdampingan.", "recommendation": "Separate them."}
    found = understood(
        change(named | {"event": "APPROVED", "reason": "NONE", "message_template_category": "UTILITY"}, STATUS),
        change(named | {"event": "REJECTED", "reason": "INVALID_FORMAT", "rejection_info": info}, STATUS),
        change(named | {"event": "PAUSED", "reason": "SCAM"}, STATUS),
        change(named | {"previous_category": "UTILITY", "new_category": "MARKETING"}, CATEGORY),
        change(named | {"correct_category": "MARKETING", "new_category": "UTILITY"}, CATEGORY),
        change({"event": "APPROVED"}, STATUS),
    )
    assert found == [
        TemplateNews("libur", "id", "approved", category="utility"),
        TemplateNews("libur", "id", "rejected", why="Dua isian berdampingan."),
        TemplateNews("libur", "id", "paused", why="Isinya dianggap penipuan."),
        TemplateNews("libur", "id", "", category="marketing"),
        TemplateNews("libur", "id", "", "Meta akan memindahkannya ke golongan marketing.", "utility"),
    ]


STATUS, CATEGORY = "message_template_status_update", "template_category_update"


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'"x"', b"\xff", b"[" * 100_000, b"{}", b'{"object":"page","entry":[]}']
)
def test_what_is_no_notice_is_not_understood(body: bytes) -> None:
    with pytest.raises(NotUnderstood):
        sender("cloud").understand(Delivery(body))
