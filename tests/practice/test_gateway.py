"""The example gateway for messages, asked over real sockets as a sender asks a provider."""

import hashlib
import hmac
import json
import os
import re
import smtplib
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from silastri.practice.gateway import Gateway, Hook, Place
from silastri.practice.gateway.behaviour import NORMAL, WORDS
from tests.adapters.messaging.started import free_port
from tests.practice.planned import LATER, let_it_come

CITIZEN, OTHER = "6281110000001", "6281110000002"
SECRET = "app-secret-test"
# One for all: to make one takes longer than to ask. It keeps no connection, as some of them are to be cut.
HTTP = httpx.Client(trust_env=False, timeout=5, limits=httpx.Limits(max_keepalive_connections=0))


class Heard(ThreadingHTTPServer):
    """Stands where the office hears its provider: keeps every call, and answers as it is told."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Ear)
        self.calls: list[tuple[str, str, dict[str, str], bytes]] = []
        self.answers: list[int] = []  # statuses of the next answers, instead of 200
        self.challenge_is_echoed = True
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/kabar"

    def values(self) -> list[dict[str, Any]]:
        """What the calls of WhatsApp told, one by one."""
        said = [json.loads(body) for method, _, _, body in list(self.calls) if method == "POST"]
        return [change["value"] for one in said for entry in one["entry"] for change in entry["changes"]]

    def statuses(self) -> list[str]:
        return [status["status"] for value in self.values() for status in value.get("statuses", ())]


class _Ear(BaseHTTPRequestHandler):
    server: Heard

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status = self.server.answers.pop(0) if self.server.answers else 200
        headers = {name.lower(): value for name, value in self.headers.items()}
        if status == 200:
            self.server.calls.append((self.command, self.path, headers, body))
        challenge = re.search(r"hub.challenge=(\d+)", self.path)
        said = challenge[1].encode() if challenge and self.server.challenge_is_echoed else b"ok"
        self.send_response(status)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    do_GET = do_POST  # noqa: N815

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def heard() -> Iterator[Heard]:
    server = Heard()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def gateway(heard: Heard) -> Iterator[Gateway]:
    place = Place(hook=Hook(heard.url, SECRET, heard.url), behaviour=NORMAL.changed({"receipt_after": 0.01}))
    with Gateway(place, port=free_port()) as found:
        yield found


def until(true: Callable[[], object]) -> None:
    for _ in range(500):
        if true():
            return
        time.sleep(0.01)
    pytest.fail("it never came to that")


def behave(gateway: Gateway, **said: object) -> httpx.Response:
    return HTTP.put(f"{gateway.control_url}/perilaku", json={"receipt_after": 0.01} | said)


def send(gateway: Gateway, reference: str = "1", to: str = CITIZEN, **more: object) -> httpx.Response:
    said = {
        "messaging_product": "whatsapp",
        "to": to,
        "type": "template",
        "template": {
            "name": "kabar_berkas",
            "language": {"code": "id"},
            "components": [{"type": "body", "parameters": [{"type": "text", "text": "RHL-1"}]}],
        },
        "biz_opaque_callback_data": reference,
    }
    headers = {"Authorization": "Bearer contoh-token"}
    return HTTP.post(f"{gateway.url}/v23.0/100000000000001/messages", json=said | more, headers=headers)


def free(gateway: Gateway, text: str, to: str = CITIZEN) -> httpx.Response:
    return send(gateway, to=to, type="text", text={"body": text})


def accepted(gateway: Gateway) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = HTTP.get(f"{gateway.control_url}/diterima").json()["messages"]
    return found


def code(answer: httpx.Response) -> int:
    return int(answer.json()["error"]["code"])


# WhatsApp


def test_a_message_is_accepted_kept_and_told_of_with_a_signature(gateway: Gateway, heard: Heard) -> None:
    behave(gateway, read=1)
    answer = send(gateway, "pesan-7")
    one_id = answer.json()["messages"][0]["id"]
    assert one_id.startswith("wamid.")
    assert answer.json()["contacts"] == [{"input": CITIZEN, "wa_id": CITIZEN}]
    assert "simulasi" in answer.headers["x-contoh"]
    until(lambda: len(heard.statuses()) == 3)
    assert heard.statuses() == ["sent", "delivered", "read"]
    status = heard.values()[0]["statuses"][0]
    assert (status["id"], status["biz_opaque_callback_data"]) == (one_id, "pesan-7")
    assert status["recipient_id"] == CITIZEN
    for _, _, headers, body in heard.calls:
        signed = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        assert headers["x-hub-signature-256"] == f"sha256={signed}"
    (kept,) = accepted(gateway)
    found = {name: kept[name] for name in ("channel", "reference", "to", "body", "count", "news")}
    assert found == {
        "channel": "whatsapp",
        "reference": "pesan-7",
        "to": CITIZEN,
        "body": "kabar_berkas\nRHL-1",
        "count": 1,
        "news": "read",
    }
    send(gateway, "pesan-7")
    assert [one["count"] for one in accepted(gateway)] == [2]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"messaging_product": ""}, 131008),
        ({"to": ""}, 131008),
        ({"type": "text", "text": {"body": ""}}, 131008),
        ({"type": "text", "text": {"body": "a" * 4097}}, 131009),
        ({"type": "sticker"}, 131008),
    ],
)
def test_a_message_that_is_not_whole_is_refused(gateway: Gateway, said: dict[str, object], expected: int) -> None:
    answer = send(gateway, **said)
    assert (answer.status_code, code(answer)) == (400, expected)
    assert accepted(gateway) == []


def test_a_wrong_token_is_refused(gateway: Gateway) -> None:
    answer = HTTP.post(f"{gateway.url}/v23.0/1/messages", json={}, headers={"Authorization": "Bearer lain"})
    assert (answer.status_code, code(answer)) == (401, 190)


def test_free_words_reach_only_somebody_who_wrote_lately(gateway: Gateway, heard: Heard) -> None:
    assert free(gateway, "Halo").status_code == 200
    until(lambda: heard.statuses() == ["failed"])
    assert heard.values()[0]["statuses"][0]["errors"][0]["code"] == 131047
    HTTP.post(f"{gateway.control_url}/warga", json={"number": CITIZEN, "text": "Berkas saya?"})
    free(gateway, "Sedang diperiksa.")
    until(lambda: "delivered" in heard.statuses())


def test_a_text_is_approved_after_a_while_and_filled(gateway: Gateway, heard: Heard) -> None:
    behave(gateway, approve_after=LATER, reject_templates=["jelek"], known_templates=True)
    assert code(send(gateway)) == 132001  # nobody submitted it
    url, headers = f"{gateway.url}/v23.0/200000000000001/message_templates", {"Authorization": "Bearer contoh-token"}
    said = {"language": "id", "category": "UTILITY", "components": [{"type": "BODY", "text": "Berkas {{1}} selesai."}]}
    for name in ("kabar_berkas", "jelek"):
        answer = HTTP.post(url, json=said | {"name": name}, headers=headers)
        assert answer.json()["status"] == "PENDING"
    assert code(send(gateway)) == 132001
    assert HTTP.post(url, json=said | {"name": "kabar_berkas"}, headers=headers).status_code == 400
    let_it_come(gateway)
    until(lambda: len(heard.values()) == 2)
    assert [value["event"] for value in heard.values()] == ["APPROVED", "REJECTED"]
    listed = HTTP.get(url, params={"name": "jelek"}, headers=headers).json()["data"]
    assert [one["status"] for one in listed] == ["REJECTED"]
    assert send(gateway).status_code == 200
    assert accepted(gateway)[0]["body"] == "Berkas RHL-1 selesai."
    too_few = {"name": "kabar_berkas", "language": {"code": "id"}, "components": []}
    assert code(send(gateway, template=too_few)) == 132000


def test_who_has_no_number_is_known_by_name(gateway: Gateway, heard: Heard) -> None:
    behave(gateway, without_number=1)
    contact = send(gateway).json()["contacts"][0]
    assert "wa_id" not in contact
    HTTP.post(f"{gateway.control_url}/warga", json={"number": CITIZEN, "text": "Halo"})
    until(lambda: any("messages" in value for value in heard.values()) and heard.statuses())
    written = next(value for value in heard.values() if "messages" in value)
    assert written["messages"][0]["from_user_id"] == contact["user_id"] == written["contacts"][0]["user_id"]
    assert "from" not in written["messages"][0]
    assert all("recipient_id" not in s for value in heard.values() for s in value.get("statuses", ()))
    assert send(gateway, "2", to=contact["user_id"]).status_code == 200
    assert [one["user_id"] for one in accepted(gateway)] == ["", contact["user_id"]]


def test_receipts_come_twice_and_out_of_order(gateway: Gateway, heard: Heard) -> None:
    behave(gateway, receipts_twice=1, receipts_mixed=1, read=1)
    send(gateway)
    until(lambda: len(heard.statuses()) == 6)
    first = list(dict.fromkeys(heard.statuses()))
    assert first == ["read", "delivered", "sent"]


def test_what_is_sent_may_never_arrive_and_may_fail_later(gateway: Gateway, heard: Heard) -> None:
    behave(gateway, never_delivered=1)
    send(gateway)
    until(lambda: gateway.settled(5))
    assert heard.statuses() == ["sent"]
    behave(gateway, failed_later=1)
    send(gateway, "2")
    until(lambda: len(heard.statuses()) == 3)
    assert heard.statuses() == ["sent", "sent", "failed"]
    assert [one["news"] for one in accepted(gateway)] == ["sent", "failed"]


def test_a_call_that_nobody_heard_is_made_again(gateway: Gateway, heard: Heard) -> None:
    heard.answers = [503]
    HTTP.post(f"{gateway.control_url}/warga", json={"user_id": "ID.123", "text": "Halo"})
    until(lambda: heard.values())
    assert heard.values()[0]["messages"][0]["text"]["body"] == "Halo"


# What it can be told


@pytest.mark.parametrize(
    ("said", "status", "expected"),
    [
        ({"refuse_temporary": 1, "temporary_codes": [131016], "retry_after": 7}, 500, 131016),
        ({"refuse_permanent": 1, "permanent_codes": [131026]}, 400, 131026),
        ({"refuse_temporary": 1, "temporary_codes": [190]}, 401, 190),
        ({"error_in_200": 1, "temporary_codes": [131000]}, 200, 131000),
    ],
)
def test_it_refuses_as_it_is_told(gateway: Gateway, said: dict[str, object], status: int, expected: int) -> None:
    behave(gateway, **said)
    answer = send(gateway)
    assert (answer.status_code, code(answer)) == (status, expected)
    assert answer.headers.get("retry-after", "") == str(said.get("retry_after", ""))
    assert accepted(gateway) == []


def test_too_many_and_too_soon_are_refused(gateway: Gateway) -> None:
    behave(gateway, between=60)
    assert send(gateway).status_code == 200
    assert code(send(gateway, "2")) == 131056
    assert send(gateway, "3", OTHER).status_code == 200
    behave(gateway, a_second=1)
    answers = [send(gateway, str(number), f"62811100001{number:02}") for number in range(4)]
    assert {code(answer) for answer in answers if answer.status_code == 429} == {130429}


def test_an_answer_is_lost_after_and_before_the_message_is_accepted(gateway: Gateway) -> None:
    for word, count in (("answer_lost", 1), ("dropped", 0)):
        behave(gateway, **{word: 1})
        with pytest.raises(httpx.RemoteProtocolError):
            send(gateway, word)
        found = [one for one in accepted(gateway) if one["reference"] == word]
        assert [one["unanswered"] for one in found] == [1] * count


def test_it_hangs_and_keeps_the_message(gateway: Gateway) -> None:
    behave(gateway, hang=1)
    with pytest.raises(httpx.ReadTimeout):
        HTTP.post(f"{gateway.url}/sms/kirim", json={"to": CITIZEN, "text": "a"},
                   headers={"Authorization": "contoh-token"}, timeout=0.2)  # fmt: skip
    until(lambda: accepted(gateway))  # it may read only after we stopped waiting
    assert [one["unanswered"] for one in accepted(gateway)] == [1]


def test_it_plays_dead_and_comes_back(gateway: Gateway) -> None:
    behave(gateway, down="503")
    assert send(gateway).status_code == 503
    behave(gateway, down="closed")
    with pytest.raises(httpx.ConnectError):
        send(gateway)
    behave(gateway)
    assert send(gateway).status_code == 200


def test_a_behaviour_may_be_for_some_messages_only(gateway: Gateway) -> None:
    behave(gateway, refuse_permanent=1, times=2)
    answers = [send(gateway, str(number)).status_code for number in range(3)]
    assert answers == [400, 400, 200]


def test_a_seed_repeats_what_came_of_each_message_in_any_order(heard: Heard) -> None:
    def fates(seed: int, numbers: range) -> dict[int, int]:
        shares = {"refuse_temporary": 0.3, "refuse_permanent": 0.3}
        with Gateway(Place(seed=seed, behaviour=NORMAL.changed(shares))) as gateway:
            return {number: send(gateway, str(number)).status_code for number in numbers}

    there = fates(5, range(20))
    assert fates(5, range(19, -1, -1)) == there
    assert fates(6, range(20)) != there
    assert set(there.values()) == {200, 400, 500}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"riang": 1}, "Tidak ada tingkah"),
        ({"hang": 2}, "angka dari 0 sampai 1"),
        ({"hang": "banyak"}, "angka dari 0 sampai 1"),
        ({"hang": 0.6, "dropped": 0.6}, "paling banyak 1"),
        ({"down": "ya"}, "salah satu dari"),
        ({"window": 1}, "salah satu dari"),
        ({"permanent_codes": []}, "satu kode"),
    ],
)
def test_a_behaviour_that_is_none_is_refused(gateway: Gateway, said: dict[str, object], words: str) -> None:
    answer = behave(gateway, **said)
    assert answer.status_code == 422
    assert words in answer.json()["error"]
    assert gateway.place.behaviour == NORMAL.changed({"receipt_after": 0.01})


def test_what_is_no_json_changes_nothing(gateway: Gateway) -> None:
    for path in ("perilaku", "kait"):
        assert HTTP.put(f"{gateway.control_url}/{path}", content=b"hang=1").status_code == 422
    assert gateway.place.behaviour.receipt_after == 0.01


def test_every_word_is_explained() -> None:
    assert set(WORDS) == set(NORMAL.told())


# The other channels


def test_sms_by_json(gateway: Gateway, heard: Heard) -> None:
    url, headers = f"{gateway.url}/sms/kirim", {"Authorization": "Bearer contoh-token"}
    said = {"to": f"+{CITIZEN}", "text": "Berkas selesai", "reference": "8"}
    answer = HTTP.post(url, json=said, headers=headers).json()
    assert answer["status"] is True
    until(lambda: len(heard.calls) == 2)
    told = [json.loads(body) for _, _, _, body in heard.calls]
    assert [(one["status"], one["id"], one["reference"]) for one in told] == [
        ("sent", answer["id"], "8"),
        ("delivered", answer["id"], "8"),
    ]
    assert HTTP.post(url, json=said).status_code == 401
    assert HTTP.post(url, json={"to": CITIZEN}, headers=headers).status_code == 400
    for word, status in (("refuse_temporary", 503), ("refuse_permanent", 422), ("error_in_200", 200)):
        behave(gateway, **{word: 1})
        refused = HTTP.post(url, data=said, headers=headers)
        assert (refused.status_code, refused.json()["status"]) == (status, False)
    assert [one["count"] for one in accepted(gateway)] == [1]


def test_kannel_calls_the_address_that_the_message_names(gateway: Gateway, heard: Heard) -> None:
    url = f"{gateway.url}/cgi-bin/sendsms"
    asked = {
        "username": "contoh",
        "password": "contoh-token",
        "to": f"+{CITIZEN}",
        "text": "Sudah ditandatangani: café",
    }
    asked |= {"dlr-mask": "31", "dlr-url": f"{heard.url}?ref=9&keadaan=%d&jawab=%A&nomor=%p"}
    answer = HTTP.get(url, params=asked)
    assert (answer.status_code, answer.text) == (202, "0: Accepted for delivery")
    until(lambda: len(heard.calls) == 2)
    assert [path for _, path, _, _ in heard.calls] == [
        f"/kabar?ref=9&keadaan=8&jawab=ACK%2F&nomor={CITIZEN}",
        f"/kabar?ref=9&keadaan=1&jawab=ACK%2F&nomor={CITIZEN}",
    ]
    assert [(one["reference"], one["body"]) for one in accepted(gateway)] == [("9", asked["text"])]
    assert HTTP.get(url, params=asked | {"password": "x"}).status_code == 403
    assert HTTP.get(url, params=asked | {"to": ""}).status_code == 400
    behave(gateway, refuse_temporary=1)
    assert HTTP.get(url, params=asked).status_code == 503


def mail(gateway: Gateway, reference: str = "11") -> dict[str, Any]:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "kantor@example.go.id", "warga@example.com", "Berkas selesai"
    message["Message-ID"] = f"<{reference}@example.go.id>"
    message.set_content("Baris pertama\n.titik di depan\n")
    with smtplib.SMTP("127.0.0.1", gateway.mail_port, timeout=5) as server:
        server.login("contoh", "contoh-token")
        return server.send_message(message)


def test_mail_is_taken_and_kept(gateway: Gateway) -> None:
    assert mail(gateway) == {}
    (kept,) = accepted(gateway)
    assert (kept["channel"], kept["reference"], kept["to"]) == ("email", "11", "warga@example.com")
    assert (kept["subject"], kept["body"]) == ("Berkas selesai", "Baris pertama\n.titik di depan\n")
    with smtplib.SMTP("127.0.0.1", gateway.mail_port) as server:
        assert server.docmd("RCPT", "TO:<a@example.com>")[0] == 503
        assert server.docmd("DATA")[0] == 503
        assert server.docmd("MAIL", "FROM:tanpa kurung")[0] == 501
        assert server.docmd("TERBANG")[0] == 502


def test_mail_is_refused_lost_and_away(gateway: Gateway) -> None:
    for word, status in (("refuse_temporary", 451), ("refuse_permanent", 550)):
        behave(gateway, **{word: 1})
        with pytest.raises(smtplib.SMTPDataError) as refused:
            mail(gateway)
        assert refused.value.smtp_code == status
    assert accepted(gateway) == []
    behave(gateway, answer_lost=1)
    with pytest.raises(smtplib.SMTPServerDisconnected):
        mail(gateway)
    assert [one["unanswered"] for one in accepted(gateway)] == [1]
    behave(gateway, down="503")
    with pytest.raises(smtplib.SMTPConnectError):
        mail(gateway)


# Its page, and the command


def test_the_page_shows_what_came_and_lets_a_citizen_write(gateway: Gateway, heard: Heard) -> None:
    page = HTTP.get(f"{gateway.control_url}/")
    assert "<title>Gerbang pesan contoh</title>" in page.text
    assert "Tidak ada pesan yang dikirim" in page.text
    assert "Belum ada pesan." in page.text
    assert "simulasi" in page.headers["x-contoh"]
    HTTP.post(f"{gateway.url}/sms/kirim", json={"to": CITIZEN, "text": "<b>Berkas</b>"},
               headers={"Authorization": "contoh-token"})  # fmt: skip
    assert "&lt;b&gt;Berkas&lt;/b&gt;" in HTTP.get(f"{gateway.url}/").text
    heard.calls.clear()
    form = {"nomor": "0811-1000-0001", "isi": "Halo", "saluran": "whatsapp"}
    assert HTTP.post(f"{gateway.url}/warga", data=form).status_code == 303
    until(lambda: any(b'"from":"6281110000001"' in body for _, _, _, body in heard.calls))
    for wrong, words in (
        (form | {"nomor": "abc"}, "nomor dengan angka"),
        (form | {"isi": " "}, "isi pesannya"),
        (form | {"nomor": ""}, "nomor orang"),
    ):
        answer = HTTP.post(f"{gateway.url}/warga", data=wrong)
        assert answer.status_code == 422
        assert words in answer.text


def test_the_page_sets_how_it_behaves(gateway: Gateway) -> None:
    assert HTTP.post(f"{gateway.url}/perilaku", data={"hang": "0.25", "down": "503"}).status_code == 303
    assert (gateway.place.behaviour.hang, gateway.place.behaviour.down) == (0.25, "503")
    answer = HTTP.post(f"{gateway.url}/perilaku", data={"hang": "dua"})
    assert answer.status_code == 422
    assert "Isi hang dengan angka" in answer.text


def test_whom_it_calls_is_asked_first(gateway: Gateway, heard: Heard) -> None:
    said = {"url": heard.url, "secret": "lain", "verify_token": "kata"}
    assert HTTP.put(f"{gateway.control_url}/kait", json=said).status_code == 200
    assert "hub.verify_token=kata" in heard.calls[0][1]
    assert gateway.place.hook == Hook(heard.url, "lain", heard.url)
    heard.challenge_is_echoed = False
    assert HTTP.put(f"{gateway.control_url}/kait", json=said | {"secret": "x"}).status_code == 422
    assert HTTP.put(f"{gateway.control_url}/kait", json={"url": "file:///etc/passwd"}).status_code == 422
    assert gateway.place.hook.secret == "lain"


def test_a_citizen_speaks_only_where_somebody_listens() -> None:
    with Gateway() as gateway:
        answer = HTTP.post(f"{gateway.control_url}/warga", json={"number": CITIZEN, "text": "Halo"})
    assert answer.status_code == 422
    assert "--hook" in answer.json()["error"]


def test_the_command_serves_and_stops(tmp_path: Path) -> None:
    arguments = [sys.executable, "-m", "silastri", "gateway", "--port", "0", "--set", "refuse_permanent=1"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SILASTRI")}
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, cwd=tmp_path, env=environment)
    try:
        assert process.stdout
        address = re.search(r"CONTOH di (http://[\d.:]+),", process.stdout.readline())
        assert address
        assert HTTP.get(f"{address[1]}/perilaku").json()["refuse_permanent"] == 1
    finally:
        process.terminate()
        process.wait(20)
        if process.stdout:
            process.stdout.close()
    assert process.returncode == 0
    assert list(tmp_path.iterdir()) == []  # it needs no home


def test_the_command_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from silastri.commands import gateway as command

    assert command.main(["--set", "riang=1"]) == 1
    assert "Tidak ada tingkah 'riang'" in capsys.readouterr().out
    with Gateway() as running:
        assert command.main(["--port", str(running.port)]) == 1
    assert "sudah dipakai" in capsys.readouterr().out
