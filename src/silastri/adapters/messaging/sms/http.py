"""SMS by any gateway that takes a message over HTTP: the settings say how, after the words of its documentation."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl

from silastri.adapters.messaging import said
from silastri.adapters.messaging.http import PATIENT, Answer, Seconds, get, post, refuse
from silastri.adapters.messaging.port import (
    Away,
    Barred,
    Delivery,
    Heard,
    Incoming,
    NotUnderstood,
    Outgoing,
    Pace,
    Receipt,
    TemplateNews,
    WillNotWork,
)
from silastri.domain.words import segments

from . import FAILED, call
from .number import receiver

_SEARCHED = 10_000  # letters of an answer


@dataclass(frozen=True, slots=True)
class Asking:
    """How the gateway is asked. ``way``: "form", "json" or "query". In ``fields``, ``{nomor}`` is +62812..., and
    ``{nomor62}`` 62812..., ``{nomor0}`` 0812..., ``{isi}`` the text and ``{ref}`` our reference."""

    url: str
    way: str
    fields: str
    header: str = ""  # "Authorization: Bearer ..."


@dataclass(frozen=True, slots=True)
class Answering:
    """What its answers mean. Patterns are searched for; an empty one is never found."""

    id: str = ""  # the path of its id in JSON: "data.0.id"
    taken: str = ""  # without it, each answer of 2xx is good
    refused: str = ""
    barred: str = ""
    busy: str = ""


@dataclass(frozen=True, slots=True)
class Calling:
    """What it says when it calls. ``fields`` names the paths: "id=message_id&kabar=status&dari=from&isi=text"."""

    key: str = ""
    fields: str = ""
    delivered: str = ""
    failed: str = ""


class HttpSms:
    is_simulated = False
    needs_forms = False

    def __init__(
        self,
        *,
        asking: Mapping[str, str],
        answering: Mapping[str, str],
        calling: Mapping[str, str],
        a_second: int = 10,
        seconds: Seconds = PATIENT,
    ) -> None:
        """The first three hold the fields of ``Asking``, ``Answering`` and ``Calling``."""
        self._asking, self._answering, self._calling = Asking(**asking), Answering(**answering), Calling(**calling)
        self._paths, self._seconds = dict(parse_qsl(self._calling.fields)), seconds
        self.gives_receipts = bool(self._calling.key and self._calling.delivered)
        self.pace = Pace(a_second=a_second)

    def send(self, message: Outgoing) -> str:
        number = receiver(message)
        values = {
            "nomor": number,
            "nomor62": number.removeprefix("+"),
            "nomor0": "0" + number.removeprefix("+62") if number.startswith("+62") else number,
            "isi": segments.as_sent(message.body),
            "ref": message.reference,
        }
        answer = self._asked(values)
        self._believe(answer)
        return said.name(_at(answer.said(), self._answering.id)) or f"sms-{message.reference}"

    def _asked(self, values: Mapping[str, str]) -> Answer:
        asking, seconds = self._asking, self._seconds
        name, _, value = asking.header.partition(":")
        headers = {name.strip(): value.strip()} if value else {}
        if asking.way == "json":
            return post(asking.url, seconds=seconds, headers=headers, json=_filled(json.loads(asking.fields), values))
        pairs = {name: _filled(value, values) for name, value in parse_qsl(asking.fields, keep_blank_values=True)}
        if asking.way == "query":
            return get(asking.url, seconds=seconds, headers=headers, params=pairs)
        return post(asking.url, seconds=seconds, headers=headers, data=pairs)

    def _believe(self, answer: Answer) -> None:
        """Raises unless the message was taken. Many gateways say no with the status 200."""
        words, code, means = answer.content.decode("utf-8", "replace")[:_SEARCHED], str(answer.status), self._answering
        answered = f"(jawabannya: {' '.join(words.split())[:200]})"
        if _found(means.barred, words):
            raise Barred(f"Gerbang SMS tidak menerima kunci, saldo atau pengaturan kantor {answered}.", code=code)
        if _found(means.refused, words):
            raise WillNotWork(f"Gerbang SMS menolak SMS ini {answered}.", code=code)
        if _found(means.busy, words):
            raise Away(f"Gerbang SMS sedang sibuk {answered}.", code=code, after=answer.after())
        if not 200 <= answer.status < 300 or (means.taken and not _found(means.taken, words)):
            refuse(answer)

    def admit(self, delivery: Delivery) -> str:
        return call.admit(delivery, self._calling.key)

    def understand(self, delivery: Delivery) -> list[Receipt | Incoming | TemplateNews]:
        return [heard for told in call.objects(delivery) for heard in self._heard(told)]

    def _heard(self, told: Mapping[str, Any]) -> list[Receipt | Incoming]:
        found = {ours: _at(told, theirs) for ours, theirs in self._paths.items()}
        id, at, state = said.name(found.get("id")), said.moment(found.get("jam")), found.get("kabar", "")
        if found.get("dari"):
            number, name = call.writer(found["dari"])
            return [Incoming(id, found.get("isi", ""), at=at, number=number, user_id=name)]
        receipt = Receipt(Heard.DELIVERED, at=at, provider_id=id, reference=said.name(found.get("ref")))
        if not state or not (receipt.provider_id or receipt.reference):
            raise NotUnderstood("neither a report nor a message")
        if _found(self._calling.delivered, state):
            return [receipt]
        if _found(self._calling.failed, state):
            return [replace(receipt, heard=Heard.FAILED, code=state[:40], why=FAILED)]
        return []


def _found(pattern: str, words: str) -> bool:
    return bool(pattern) and re.search(pattern, words, re.IGNORECASE) is not None


def _filled(template: Any, values: Mapping[str, str]) -> Any:
    """The template with each place filled, at any depth."""
    if isinstance(template, dict):
        return {name: _filled(value, values) for name, value in template.items()}
    if isinstance(template, list):
        return [_filled(value, values) for value in template]
    if isinstance(template, str):
        return re.sub(r"\{(\w+)\}", lambda place: values.get(place[1], place[0]), template)
    return template


def _at(told: Any, path: str) -> str:
    """The word or number at "data.0.id" in what was told; empty when nothing is there."""
    for name in path.split("."):
        if isinstance(told, list):
            told = told[int(name)] if re.fullmatch(r"[0-9]{1,3}", name) and int(name) < len(told) else None
        else:
            told = told.get(name) if isinstance(told, dict) else None
    return said.text(told) or said.name(told)
