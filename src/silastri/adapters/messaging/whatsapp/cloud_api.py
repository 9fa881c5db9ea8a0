"""Sends by Meta's WhatsApp Cloud API, hears what Meta tells, and has texts approved there."""

import hashlib
import hmac
import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NoReturn
from urllib.parse import parse_qs

from silastri.adapters.messaging import said
from silastri.adapters.messaging.http import PATIENT, Answer, Seconds, get, post, refuse
from silastri.adapters.messaging.port import (
    Barred,
    Button,
    Delivery,
    Forged,
    Form,
    Incoming,
    NumberLeft,
    Outgoing,
    Pace,
    Receipt,
    TemplateNews,
    WillNotWork,
)

from . import NO_RECEIVER, approval, told
from .meanings import NEEDS_NUMBER, meaning

_LONGEST_CODE = 15  # characters of a code that is sent as one
_MOST_PAGES = 50
_CHALLENGE = re.compile(r"[A-Za-z0-9._~-]{1,200}")
_LONG_CODE = "Kode ini terlalu panjang untuk dikirim lewat WhatsApp."
_NO_ACCOUNT = "Nomor akun WhatsApp kantor belum diisi. Pengelola sistem perlu mengisi SILASTRI_WHATSAPP_ACCOUNT_ID."


class CloudApi:
    is_simulated = False
    gives_receipts = True
    needs_forms = True
    pace = Pace(a_second=20, between=timedelta(seconds=6))  # a number shared with the app on a telephone takes 20

    def __init__(
        self,
        *,
        url: str,
        number_id: str,
        token: str,
        account_id: str = "",
        app_secret: str = "",
        verify_token: str = "",
        seconds: Seconds = PATIENT,
    ) -> None:
        self._url, self._number_id, self._account_id = url.rstrip("/"), number_id, account_id
        self._headers = {"Authorization": f"Bearer {token}"}
        self._app_secret, self._verify_token, self._seconds = app_secret, verify_token, seconds

    def send(self, message: Outgoing) -> str:
        content: dict[str, Any] = {"messaging_product": "whatsapp", "recipient_type": "individual"}
        content |= _receiver(message)
        if message.form:
            content |= {"type": "template", "template": _template(message.form)}
        else:
            content |= {"type": "text", "text": {"preview_url": False, "body": message.body}}
        content["biz_opaque_callback_data"] = message.reference
        answer = self._post(f"{self._number_id}/messages", content)
        found = said.objects(answer.said().get("messages"))
        provider_id = said.name(found[0].get("id")) if found else ""
        if not provider_id:
            _refuse(answer)
        return provider_id

    def admit(self, delivery: Delivery) -> str:
        """A first GET asks whether this address is ours; each POST is signed over its bytes."""
        if delivery.method == "GET":
            asked = {name: values[0] for name, values in parse_qs(delivery.query).items()}
            challenge = asked.get("hub.challenge", "")
            is_ours = said.is_same(asked.get("hub.verify_token", ""), self._verify_token)
            if not is_ours or asked.get("hub.mode") != "subscribe" or not _CHALLENGE.fullmatch(challenge):
                raise Forged("not our verify token")
            return challenge
        mac = hmac.new(self._app_secret.encode(), delivery.body, hashlib.sha256).hexdigest()
        is_signed = said.is_same(delivery.headers.get("x-hub-signature-256", ""), f"sha256={mac}")
        if not self._app_secret or not is_signed:
            raise Forged("not signed with our app secret")
        return ""

    def understand(self, delivery: Delivery) -> list[Receipt | Incoming | TemplateNews | NumberLeft]:
        return told.understand(said.json_object(delivery.body), self._number_id)

    def propose(
        self,
        form_name: str,
        language: str,
        category: str,
        body: str,
        examples: Sequence[str],
        *,
        button: Button | None = None,
    ) -> str:
        content = approval.proposal(form_name, language, category, body, examples, button)
        answer = self._post(f"{self._account()}/message_templates", content)
        provider_id = said.name(answer.said().get("id"))
        if not provider_id:
            _refuse(answer, approval.reason(answer.said()))
        return provider_id

    def proposals(self) -> list[TemplateNews]:
        """Page by page, by the cursor: the address of the next page that Meta gives has the token in it."""
        news: list[TemplateNews] = []
        after, url = "", f"{self._url}/{self._account()}/message_templates"
        for _ in range(_MOST_PAGES):
            params = {"fields": approval.FIELDS, "limit": "100"} | ({"after": after} if after else {})
            answer = get(url, seconds=self._seconds, headers=self._headers, params=params)
            page = answer.said()
            if not isinstance(page.get("data"), list):
                _refuse(answer)
            news += [one for found in said.objects(page["data"]) if (one := approval.news(found))]
            after = said.name(said.inner(page, "paging", "cursors").get("after"))
            if not after or "next" not in said.inner(page, "paging"):
                break
        return news

    def _account(self) -> str:
        if not self._account_id:
            raise Barred(_NO_ACCOUNT, code="account")
        return self._account_id

    def _post(self, path: str, content: dict[str, Any]) -> Answer:
        return post(f"{self._url}/{path}", seconds=self._seconds, headers=self._headers, json=content)


def _receiver(message: Outgoing) -> dict[str, str]:
    """Somebody without a number goes into ``recipient``: in ``to`` Meta takes such a name, and drops the message."""
    if message.to:
        return {"to": message.to.removeprefix("+")}
    if not told.NAMELESS.fullmatch(message.user_id):
        raise WillNotWork(NO_RECEIVER, code="receiver")
    if message.form and message.form.code:
        raise meaning(NEEDS_NUMBER)
    return {"recipient": message.user_id}


def _template(form: Form) -> dict[str, Any]:
    if len(form.code) > _LONGEST_CODE:
        raise WillNotWork(_LONG_CODE, code="code")
    values, button = ([form.code], form.code) if form.code else (form.values, form.button)
    components: list[dict[str, Any]] = []
    if values:
        components.append({"type": "body", "parameters": [_parameter(value) for value in values]})
    if button:
        components.append({"type": "button", "sub_type": "url", "index": "0", "parameters": [_parameter(button)]})
    return {"name": form.name, "language": {"code": form.language}, "components": components}


def _parameter(value: str) -> dict[str, str]:
    """Meta refuses a value with a new line, a tab or many spaces, and an empty one."""
    return {"type": "text", "text": " ".join(value.split()) or "-"}


def _code(answer: Answer) -> int:
    return said.code(said.inner(answer.said(), "error").get("code"))


def _refuse(answer: Answer, reason: str = "") -> NoReturn:
    """Meta tells an error in the body, whatever the HTTP status; where it tells none, the status has to do."""
    code = _code(answer)
    if code < 0:
        refuse(answer)
    subcode = said.code(said.inner(answer.said(), "error").get("error_subcode"))
    error = meaning(code, subcode, after=answer.after())
    raise WillNotWork(reason, code=error.code) if reason and isinstance(error, WillNotWork) else error
