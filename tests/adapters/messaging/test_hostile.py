"""Whatever comes in by a hook ends in news, or in the two errors that the port names: never in another."""

import json
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from silastri.adapters.messaging.port import Delivery, Forged, NotUnderstood
from tests.campaign import tries

from .test_cloud_hook import ASKED, messages, status, wrote
from .test_fonnte import SENT
from .test_fonnte import WROTE as TO_FONNTE
from .test_waha import ACK
from .test_waha import WROTE as TO_WAHA
from .whatsapp import NAMELESS, SENDERS, sender

NAMES = sorted(SENDERS)
TEXT = st.text(st.characters(), max_size=20)  # with halves of characters, which JSON can hold
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TEXT
ANYTHING = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner), max_leaves=8)
META: dict[str, Any] = {
    "object": "whatsapp_business_account",
    "entry": [
        {
            "id": "1",
            "changes": [
                messages(
                    statuses=[status("failed", errors=[{"code": 131026}], pricing={"category": "utility"})],
                    messages=[
                        wrote(text={"body": "Halo"}, from_user_id=NAMELESS),
                        wrote("image", image={"caption": "a"}),
                    ],
                    contacts=[{"wa_id": "6281110000011", "user_id": NAMELESS}],
                ),
                {
                    "field": "message_template_status_update",
                    "value": {"message_template_name": "a", "event": "APPROVED"},
                },
                {
                    "field": "template_category_update",
                    "value": {"message_template_name": "a", "new_category": "UTILITY"},
                },
            ],
        }
    ],
}
SHAPES: dict[str, list[Any]] = {
    "cloud": [META],
    "fonnte": [SENT, TO_FONNTE],
    "waha": [
        {"event": "message", "session": "default", "payload": TO_WAHA | {"hasMedia": True, "media": {"mimetype": "a"}}},
        {"event": "message.ack", "session": "default", "payload": ACK},
    ],
}


def paths(found: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a shape."""
    steps = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    return [path, *(place for step, inner in steps for place in paths(inner, (*path, step)))]


def put(found: Any, path: tuple[Any, ...], value: Any) -> Any:
    """The shape with something else in one place."""
    if not path:
        return value
    step, *rest = path
    copy = dict(found) if isinstance(found, dict) else list(found)
    copy[step] = put(found[step], tuple(rest), value)
    return copy


# As the columns are that keep them.
LONGEST = dict.fromkeys(("provider_id", "user_id", "reference", "name"), 150)
LONGEST |= dict.fromkeys(("code", "price_class", "kind", "status", "category"), 40)
PLACES = {name: [(shape, path) for shape in shapes for path in paths(shape)] for name, shapes in SHAPES.items()}


def understand(name: str, body: bytes) -> None:
    with suppress(NotUnderstood):
        within_bounds(sender(name).understand(Delivery(body)))


def within_bounds(news: Iterable[Any]) -> None:
    """Texts are such that a database takes them, and names are short enough to be found again."""
    for one in news:
        for field in one.__slots__:
            value = getattr(one, field)
            if isinstance(value, str):
                assert b"\0" not in value.encode()
                assert len(value) <= LONGEST.get(field, 4200)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=tries(30, 2000), deadline=None)
@given(found=ANYTHING)
def test_any_json_is_understood_or_not(name: str, found: Any) -> None:
    understand(name, json.dumps(found).encode())


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=tries(80, 2000), deadline=None)
@given(data=st.data(), value=ANYTHING)
def test_a_known_shape_with_anything_in_a_place_is_understood_or_not(
    name: str, data: st.DataObject, value: Any
) -> None:
    shape, path = data.draw(st.sampled_from(PLACES[name]))
    understand(name, json.dumps(put(shape, path, value)).encode())


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=tries(30, 2000), deadline=None)
@given(body=st.binary())
def test_any_bytes_are_understood_or_not(name: str, body: bytes) -> None:
    understand(name, body)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=tries(50, 2000), deadline=None)
@given(
    body=st.binary(),
    query=TEXT | st.just(ASKED.replace("hub.challenge=1158201444", "")),
    method=st.sampled_from(["GET", "POST", "PUT", ""]),
    headers=st.dictionaries(st.sampled_from(["x-hub-signature-256", "x-webhook-hmac", "a"]), TEXT),
)
def test_a_stranger_is_never_admitted(name: str, body: bytes, query: str, method: str, headers: dict[str, str]) -> None:
    with pytest.raises(Forged):
        sender(name).admit(Delivery(body, query, method, headers))
