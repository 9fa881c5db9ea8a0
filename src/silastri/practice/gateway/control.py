"""What the gateway is asked about itself: how it behaves, what it accepted, and to speak as a citizen."""

import re
import secrets
from dataclasses import replace
from typing import Any, Protocol
from urllib.parse import urlencode

from silastri.domain.refusal import NotFit

from . import page
from .behaviour import NORMAL, Behaviour
from .callbacks import Callbacks, fetched
from .exchange import Answer, Request, as_json
from .kept import Store
from .place import Hook, Place
from .sms import Sms
from .whatsapp import WhatsApp

_LONGEST_TEXT = 4096


class Told(Protocol):
    """The parts of the gateway that are asked and told here."""

    @property
    def place(self) -> Place: ...

    @property
    def store(self) -> Store: ...

    @property
    def callbacks(self) -> Callbacks: ...

    @property
    def whatsapp(self) -> WhatsApp: ...

    @property
    def sms(self) -> Sms: ...

    def behave(self, behaviour: Behaviour) -> None: ...


def is_ours(request: Request) -> bool:
    return any(path == request.path for _, path in _ACTS)


def answer(gateway: Told, request: Request) -> Answer:
    try:
        return _answer(gateway, request)
    except NotFit as error:
        if request.is_form:
            return Answer(422, page.page(gateway, error=str(error)).encode(), kind=page.KIND)
        return as_json(422, {"error": str(error)})


def _answer(gateway: Told, request: Request) -> Answer:
    act = _ACTS.get((request.method, request.path))
    return act(gateway, request) if act else as_json(404, {"error": "Tidak ada halaman ini."})


def _shown(gateway: Told, request: Request) -> Answer:
    return Answer(200, page.page(gateway).encode(), kind=page.KIND)


def _behaviour(gateway: Told, request: Request) -> Answer:
    """A whole behaviour: what is not named is as usual."""
    if request.method == "PUT":
        gateway.behave(NORMAL.changed(_object(request)))
    return as_json(200, gateway.place.behaviour.told())


def _accepted(gateway: Told, request: Request) -> Answer:
    if request.method == "DELETE":
        gateway.store.empty()
    found = [kept.told() for kept in gateway.store.accepted()]
    fates = dict(gateway.store.counts)
    return as_json(200, {"messages": found, "fates": fates, "news_waiting": gateway.callbacks.waiting})


def _by_form(gateway: Told, request: Request) -> Answer:
    """The form of the page holds every word it shows; the others stay as they are."""
    said: dict[str, object] = {}
    for name, value in request.form().items():
        if name in page.SET_BY_FORM:
            try:
                said[name] = value if name == "down" else float(value.replace(",", ".") or 0)
            except ValueError:
                raise NotFit(f"Isi {name} dengan angka.") from None
    gateway.behave(replace(gateway.place.behaviour, times=0).changed(said))
    return Answer(303, headers={"Location": "/"})


def _spoken(gateway: Told, request: Request) -> Answer:
    """``number`` and ``user_id`` say who; one of them is enough."""
    said = request.form() if request.is_form else _object(request)
    number = re.sub(r"[\s().+-]", "", str(said.get("number") or said.get("nomor") or ""))
    number = f"62{number[1:]}" if number.startswith("0") else number
    user_id, text = str(said.get("user_id") or ""), str(said.get("text") or said.get("isi") or "").strip()
    if number and not re.fullmatch(r"[0-9]{6,15}", number):
        raise NotFit("Tulis nomor dengan angka, misalnya 0811 1000 0001.")
    if not (number or user_id):
        raise NotFit("Tulis nomor orang yang berkirim pesan.")
    if not text or len(text) > _LONGEST_TEXT:
        raise NotFit(f"Tulis isi pesannya, paling banyak {_LONGEST_TEXT} huruf.")
    by_sms = said.get("channel", said.get("saluran")) == "sms"
    hook = gateway.place.hook
    if not (hook.sms_url if by_sms else hook.url):
        raise NotFit("Gerbang ini belum tahu ke mana pesan warga diteruskan. Jalankan dengan --hook ALAMAT.")
    if by_sms:
        one_id = gateway.sms.wrote(number=number, text=text)
    else:
        one_id = gateway.whatsapp.wrote(number=number, user_id=user_id, text=text)
    return Answer(303, headers={"Location": "/"}) if request.is_form else as_json(200, {"id": one_id})


def _hooked(gateway: Told, request: Request) -> Answer:
    """Sets the address for calls back. With a ``verify_token`` it asks there first, as WhatsApp does."""
    said = _object(request)
    hook = gateway.place.hook
    changed = Hook(
        str(said.get("url", hook.url)), str(said.get("secret", hook.secret)), str(said.get("sms_url", hook.sms_url))
    )
    for url in (changed.url, changed.sms_url):
        if url and not re.match(r"https?://", url):
            raise NotFit("Alamat kait dimulai dengan http:// atau https://.")
    if token := str(said.get("verify_token", "")):
        challenge = str(secrets.randbelow(10**9))
        query = urlencode({"hub.mode": "subscribe", "hub.verify_token": token, "hub.challenge": challenge})
        if fetched(f"{changed.url}?{query}") != challenge:
            raise NotFit("Alamat itu tidak menjawab dengan tantangan yang diberikan; tidak ada yang diubah.")
    gateway.place.hook = changed
    return as_json(200, {"url": changed.url, "sms_url": changed.sms_url})


def _object(request: Request) -> dict[str, Any]:
    said = request.json()
    if not said and request.body.strip() != b"{}":
        raise NotFit('Tulis satu objek JSON, misalnya {"refuse_temporary": 0.3}.')
    return said


_ACTS = {
    ("GET", "/"): _shown,
    ("GET", "/perilaku"): _behaviour,
    ("PUT", "/perilaku"): _behaviour,
    ("POST", "/perilaku"): _by_form,
    ("GET", "/diterima"): _accepted,
    ("DELETE", "/diterima"): _accepted,
    ("POST", "/warga"): _spoken,
    ("PUT", "/kait"): _hooked,
}
