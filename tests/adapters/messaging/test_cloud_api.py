"""The Cloud API of Meta: to whom a message goes, how an approved text is filled, what each code means."""

from datetime import timedelta
from typing import Any

import pytest

from silastri.adapters.messaging.port import (
    Away,
    Barred,
    Button,
    Form,
    Outgoing,
    TemplateNews,
    TryAgain,
    WillNotWork,
)
from silastri.adapters.messaging.whatsapp.meanings import meaning

from .conftest import Provider
from .whatsapp import ACCEPTED, ACCOUNT_ID, MESSAGE, NAMELESS, NUMBER, NUMBER_ID, TOKEN, refused_by_meta, sender

NOW, MINUTES, HOUR = timedelta(), timedelta(minutes=5), timedelta(hours=1)
# Every code that we know, the error that it is, and the least time to wait.
CODES: list[tuple[type[Exception], timedelta, list[int]]] = [
    (Away, MINUTES, [4, 17, 32, 613, 80007, 80008]),
    (Away, timedelta(seconds=10), [130429]),
    (Away, HOUR, [131048, 131064]),
    (TryAgain, timedelta(seconds=6), [131056]),
    (TryAgain, NOW, [1, 2, 131000, 131016, 131057, 133004]),
    (Barred, NOW, [0, 3, 10, 33, 190, 200, 299, 368, 130497, 131005, 131031, 131037, 131042, 131044, 131045, 133010]),
    (WillNotWork, NOW, [100, 130472, 131008, 131009, 131021, 131026, 131030, 131047, 131049, 131050, 131051, 131062]),
    (WillNotWork, NOW, [131063, 132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016, 132018, 137000]),
]


def sent(provider: Provider, message: Outgoing) -> Any:
    provider.says(ACCEPTED["cloud"][1])
    sender("cloud", provider.url).send(message)
    return provider.heard[-1].json


def parameters(content: Any) -> list[tuple[str, list[str]]]:
    components = content["template"]["components"]
    return [(part["type"], [value["text"] for value in part["parameters"]]) for part in components]


def test_free_text_goes_to_a_number(provider: Provider) -> None:
    assert sent(provider, MESSAGE) == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": "6281110000011",
        "type": "text",
        "text": {"preview_url": False, "body": MESSAGE.body},
        "biz_opaque_callback_data": "41",
    }
    heard = provider.heard[0]
    assert (heard.method, heard.path) == ("POST", f"/{NUMBER_ID}/messages")
    assert heard.headers["authorization"] == f"Bearer {TOKEN}"


@pytest.mark.parametrize("name", [NAMELESS, "ID.ENT.11815799212886844830"])
def test_somebody_without_a_number_is_the_recipient_and_never_to(name: str, provider: Provider) -> None:
    """In ``to``, Meta answers 200 with an id and drops the message."""
    content = sent(provider, Outgoing(to="", user_id=name, body="Halo", reference="1"))
    assert (content["recipient"], content["recipient_type"], "to" in content) == (name, "individual", False)


def test_a_number_goes_before_a_name(provider: Provider) -> None:
    content = sent(provider, Outgoing(to=NUMBER, user_id=NAMELESS, body="Halo", reference="1"))
    assert (content["to"], "recipient" in content) == ("6281110000011", False)


def test_an_approved_text_is_filled(provider: Provider) -> None:
    form = Form("berkas_diterima", ["Surat Izin Kerja", "IZN-0001"], button="IZN-0001")
    content = sent(provider, Outgoing(to=NUMBER, body="...", reference="1", form=form))
    assert (content["type"], "text" in content) == ("template", False)
    assert (content["template"]["name"], content["template"]["language"]) == ("berkas_diterima", {"code": "id"})
    assert parameters(content) == [("body", ["Surat Izin Kerja", "IZN-0001"]), ("button", ["IZN-0001"])]
    assert content["template"]["components"][1]["sub_type"] == "url"
    assert content["template"]["components"][1]["index"] == "0"


def test_a_text_without_values_has_no_parts(provider: Provider) -> None:
    assert (
        sent(provider, Outgoing(to=NUMBER, body="", reference="1", form=Form("libur", [])))["template"]["components"]
        == []
    )


def test_a_code_stands_in_the_text_and_on_its_button(provider: Provider) -> None:
    content = sent(provider, Outgoing(to=NUMBER, body="", reference="1", form=Form("kode", [], code="731902")))
    assert parameters(content) == [("body", ["731902"]), ("button", ["731902"])]


@pytest.mark.parametrize(
    ("value", "filled"),
    [
        ("Baris satu\nbaris dua", "Baris satu baris dua"),
        ("a\tb\r\n\r\nc", "a b c"),
        ("a      b", "a b"),
        ("  ", "-"),
        ("", "-"),
    ],
)
def test_a_value_is_one_line_and_never_empty(value: str, filled: str, provider: Provider) -> None:
    content = sent(provider, Outgoing(to=NUMBER, body="", reference="1", form=Form("isi", [value])))
    assert parameters(content) == [("body", [filled])]


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (Outgoing(to="", user_id=NAMELESS, body="", reference="1", form=Form("kode", [], code="731902")), "131062"),
        (Outgoing(to=NUMBER, body="", reference="1", form=Form("kode", [], code="0123456789abcdef")), "code"),
    ],
)
def test_a_code_needs_a_number_and_is_short(message: Outgoing, code: str, provider: Provider) -> None:
    with pytest.raises(WillNotWork) as raised:
        sender("cloud", provider.url).send(message)
    assert raised.value.code == code
    assert not provider.heard


@pytest.mark.parametrize(("kind", "wait", "code"), [(kind, wait, one) for kind, wait, codes in CODES for one in codes])
def test_each_code_is_an_error_of_ours(kind: type[Exception], wait: timedelta, code: int) -> None:
    error = meaning(code)
    assert (type(error), error.code) == (kind, str(code))
    assert str(error).endswith(f". (kode {code})")
    assert getattr(error, "after", NOW) == wait


def test_outside_the_24_hours_the_code_says_that_a_form_may_go(provider: Provider) -> None:
    provider.says(refused_by_meta(131047), 400)
    with pytest.raises(WillNotWork, match="24 jam") as raised:
        sender("cloud", provider.url).send(MESSAGE)
    assert raised.value.code == "131047"


def test_what_meta_says_about_waiting_counts_if_it_is_longer(provider: Provider) -> None:
    provider.says(refused_by_meta(131056), 400, retry_after="30")
    with pytest.raises(TryAgain) as raised:
        sender("cloud", provider.url).send(MESSAGE)
    assert raised.value.after == timedelta(seconds=30)


def test_a_text_is_proposed(provider: Provider) -> None:
    provider.says({"id": "572279198452421", "status": "PENDING", "category": "UTILITY"})
    made = sender("cloud", provider.url)
    button = Button("Lihat berkas", "https://silastri.example/berkas/{{1}}", "https://silastri.example/berkas/IZN-0001")
    body, examples = "Berkas {{1}} untuk {{2}} sudah kami terima.", ["IZN-0001", "SIKOP"]
    assert made.propose("berkas_diterima", "id", "utility", body, examples, button=button) == "572279198452421"
    assert provider.heard[0].path == f"/{ACCOUNT_ID}/message_templates"
    assert provider.heard[0].json == {
        "name": "berkas_diterima",
        "language": "id",
        "category": "UTILITY",
        "components": [
            {"type": "BODY", "text": body, "example": {"body_text": [examples]}},
            {
                "type": "BUTTONS",
                "buttons": [
                    {"type": "URL", "text": "Lihat berkas", "url": button.address, "example": [button.example]}
                ],
            },
        ],
    }


def test_a_text_with_a_code_has_metas_words_and_no_address(provider: Provider) -> None:
    provider.says({"id": "572279198452422", "status": "PENDING", "category": "AUTHENTICATION"})
    sender("cloud", provider.url).propose("kode", "id", "authentication", "Kode Anda {{1}}", ["731902"])
    content = provider.heard[0].json
    assert [part["type"] for part in content["components"]] == ["BODY", "FOOTER", "BUTTONS"]
    assert content["components"][2]["buttons"] == [{"type": "OTP", "otp_type": "COPY_CODE"}]
    assert "text" not in content["components"][0]


def test_why_a_proposal_was_refused_is_told_as_meta_tells_it(provider: Provider) -> None:
    refused = refused_by_meta(100)
    refused["error"] |= {"error_subcode": 2388293, "error_user_msg": "Pesan ini punya terlalu banyak isian."}
    provider.says(refused, 400)
    with pytest.raises(WillNotWork, match="terlalu banyak isian") as raised:
        sender("cloud", provider.url).propose("isi", "id", "utility", "{{1}}", ["a"])
    assert raised.value.code == "100"


def test_a_proposal_with_a_key_that_ended_is_barred(provider: Provider) -> None:
    refused = refused_by_meta(190)
    refused["error"] |= {"error_user_msg": "Session has expired"}
    provider.says(refused, 401)
    with pytest.raises(Barred):
        sender("cloud", provider.url).propose("isi", "id", "utility", "Halo", [])


def test_what_was_proposed_is_listed_to_its_end(provider: Provider) -> None:
    rows = [
        {"name": "berkas_diterima", "language": "id", "status": "APPROVED", "category": "UTILITY", "id": "1"},
        {
            "name": "libur",
            "language": "id",
            "status": "REJECTED",
            "category": "MARKETING",
            "rejected_reason": "PROMOTIONAL",
        },
        {
            "name": "kode",
            "language": "id",
            "status": "PENDING",
            "category": "AUTHENTICATION",
            "rejected_reason": "NONE",
        },
    ]
    provider.says(
        {"data": rows[:2], "paging": {"cursors": {"before": "A", "after": "QVFI"}, "next": "http://127.0.0.1:9/"}}
    )
    provider.says(
        {"data": [*rows[2:], {"status": "APPROVED"}, 1], "paging": {"cursors": {"before": "B", "after": "QVFJ"}}}
    )
    assert sender("cloud", provider.url).proposals() == [
        TemplateNews("berkas_diterima", "id", "approved", category="utility"),
        TemplateNews("libur", "id", "rejected", "Isinya dianggap promosi.", "marketing"),
        TemplateNews("kode", "id", "pending", category="authentication"),
    ]
    assert [one.path.partition("?")[0] for one in provider.heard] == [f"/{ACCOUNT_ID}/message_templates"] * 2
    assert ["after=QVFI" in one.path for one in provider.heard] == [False, True]


@pytest.mark.parametrize(
    ("status", "body", "error"), [(401, refused_by_meta(190), Barred), (500, b"", Away), (200, {}, TryAgain)]
)
def test_a_list_that_does_not_come_is_no_empty_list(
    status: int, body: Any, error: type[Exception], provider: Provider
) -> None:
    provider.says(body, status)
    with pytest.raises(error):
        sender("cloud", provider.url).proposals()
