"""What is understood of mail that comes back: reports of servers, answers of people, and what only looks like it."""

from datetime import UTC, datetime

import pytest

from silastri.adapters.messaging.email import mark
from silastri.adapters.messaging.port import Delivery, Heard, Incoming, NotUnderstood, Receipt

from .servers import KEY, sender

OURS = mark.mark("41", KEY)
FORGED = mark.mark("41", b"x" * 32)
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
HEAD = "From: Mail Delivery System <Mailer-Daemon@contoh.test>\nDate: Fri, 20 Nov 2026 10:00:00 +0700\n"
DATE = "Date: Fri, 20 Nov 2026 10:00:00 +0700\n"
PERSON = f"From: Warga Contoh <Warga@contoh.test>\n{DATE}Message-ID: <abc@contoh.test>\n"
MIXED = f"{PERSON}Content-Type: multipart/mixed; boundary=b\n\n--b\n"
PLAIN = f"{PERSON}Content-Type: text/plain"
FULL = "Kotak pos-el penerima penuh atau tidak dipakai lagi."


def understood(text: str | bytes) -> list[object]:
    raw = text if isinstance(text, bytes) else text.encode()
    return list(sender(9).understand(Delivery(raw, method="IMAP")))


def dsn(
    action: str,
    status: str,
    *,
    envelope: str = "",
    returned: str = f"Message-ID: <{OURS}@contoh.test>",
    to: str = "",
    diagnostic: str = "",
) -> str:
    return (
        f"{HEAD}To: <{to or 'pantulan@contoh.test'}>\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nSorry.\n"
        "--b\nContent-Type: message/delivery-status\n\n"
        f"Reporting-MTA: dns; contoh.test\n{f'Original-Envelope-Id: {envelope}' if envelope else 'X-A: b'}\n\n"
        f"Final-Recipient: rfc822; warga@contoh.test\nAction: {action}\nStatus: {status}\n{diagnostic}\n"
        f"--b\nContent-Type: text/rfc822-headers\n\nFrom: layanan@contoh.test\n{returned}\n\n--b--\n"
    )


NOTHING = "X-B: c"


@pytest.mark.parametrize(
    ("action", "status", "heard", "code", "why", "temporary"),
    [
        ("failed", "5.1.1", Heard.FAILED, "5.1.1", "Alamat pos-el ini tidak ada.", False),
        (
            "Failed",
            "5.2.2 (mailbox full)",
            Heard.FAILED,
            "5.2.2",
            "Kotak pos-el penerima penuh atau tidak dipakai lagi.",
            False,
        ),
        ("failed", "4.4.7", Heard.FAILED, "4.4.7", "Server pos-el penerima tidak dapat dihubungi.", True),
        ("failed", "5.7.1", Heard.FAILED, "5.7.1", "Server pos-el penerima menolak pesan dari kantor.", False),
        ("failed", "?", Heard.FAILED, "", "Pesan tidak dapat diantar.", False),
        ("delayed", "4.4.1", Heard.SENT, "", "", False),
        ("delivered", "2.0.0", Heard.DELIVERED, "", "", False),
        ("relayed", "2.0.0", Heard.SENT, "", "", False),
        ("expanded (to many)", "2.0.0", Heard.SENT, "", "", False),
    ],
)
def test_reports(action: str, status: str, heard: Heard, code: str, why: str, temporary: bool) -> None:
    wanted = Receipt(heard, AT, OURS, "41", code=code, why=why, is_temporary=temporary)
    assert understood(dsn(action, status)) == [wanted]


def test_a_server_that_only_passes_on_a_refusal_says_the_code_of_the_one_that_refused() -> None:
    (receipt,) = understood(dsn("failed", "5.0.0", diagnostic="Diagnostic-Code: smtp; 550 5.1.1 Unknown"))
    assert receipt.code == "5.1.1"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "report",
    [
        dsn("failed", "5.1.1", envelope=OURS, returned=NOTHING),
        dsn("failed", "5.1.1", to=f"pantulan+{OURS}@contoh.test", returned=NOTHING),
        dsn("failed", "5.1.1", to=f"PANTULAN+{OURS.upper()}@CONTOH.TEST", returned=NOTHING),
        dsn("failed", "5.1.1", envelope=FORGED),  # one of several is enough
        dsn("failed", "5.1.1").replace("text/rfc822-headers", "message/rfc822"),
        dsn("failed", "5.1.1").replace("\n", "\r\n"),
    ],
)
def test_the_message_is_found_by_its_envelope_its_return_address_or_its_id(report: str) -> None:
    (receipt,) = understood(report)
    assert (receipt.reference, receipt.heard) == ("41", Heard.FAILED)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "report",
    [
        dsn("failed", "5.1.1", returned=NOTHING),
        dsn("failed", "5.1.1", returned="Message-ID: <lain@contoh.test>"),
        dsn("failed", "5.1.1", returned=f"Message-ID: <{FORGED}@contoh.test>"),  # nobody makes another's mail fail
        dsn("failed", "5.1.1", returned=f"Message-ID: <{OURS.replace('.41.', '.42.')}@contoh.test>"),
        dsn("unknown", "5.1.1"),
        dsn("failed", "5.1.1", returned=f"Message-ID: <{OURS}0@contoh.test>"),
    ],
)
def test_a_report_about_another_mail_is_of_no_concern(report: str) -> None:
    assert understood(report) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"{HEAD}\nUnknown user (5.1.1).\n--- Below\nMessage-ID: <{OURS}@contoh.test>", "5.1.1"),
        (f"{HEAD}\nWarning: delayed 4.4.1\nMessage-ID: <{OURS}@contoh.test>", ""),
        (f"{HEAD}\nVersion 1.5.1.1 Message-ID: <{OURS}@contoh.test>", ""),
        (f"{HEAD}\nUnknown user 5.1.1 Message-ID: <{FORGED}@contoh.test>", ""),
        (f"{HEAD}\nUnknown user 5.1.1", ""),
    ],
)
def test_old_servers_report_in_words(text: str, code: str) -> None:
    found = understood(text)
    assert [one.code for one in found] == ([code] if code else [])  # type: ignore[attr-defined]


def html(words: str) -> str:
    return f"{PERSON}Content-Type: text/html; charset=utf-8\n\n{words}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{PERSON}\nYa, saya datang.\n", "Ya, saya datang."),
        (f"{PERSON}\nYa.\n\nPada Jum, 20 Nov 2026 09.00 Dinas <layanan@contoh.test> menulis:\n> Halo\n", "Ya."),
        (f"{PERSON}\nYa.\n\nOn Fri, 20 Nov 2026 at 09:00, Dinas Contoh\n<layanan@contoh.test> wrote:\n> Halo\n", "Ya."),
        (f"{PERSON}\nYa.\n-----Original Message-----\nHalo", "Ya."),
        (f"{PERSON}\nYa.\n\n________________________________\nHalo", "Ya."),
        (f"{PERSON}\nYa.\n\nDari: Dinas\nDikirim: Jumat\nHalo", "Ya."),
        (f"{PERSON}\nDari: mana saya ambil?\nTerima kasih", "Dari: mana saya ambil?\nTerima kasih"),
        (f"{PERSON}\n> Apakah datang?\nYa.\n-- \nWarga", "Ya."),
        (f"{PLAIN}; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nCaf=E9", "Café"),
        (f"{PLAIN}; charset=x-tidak-ada\n\nYa", "Ya"),
        (f"{PERSON}Content-Transfer-Encoding: base64\n\n!!!", ""),
        (html("<style>a{}</style><div>Ya &amp; <b>baik</b></div><p>Besok</p><blockquote>Halo"), "Ya & baik\n\nBesok"),
        (f"{MIXED.replace('mixed', 'alternative')}\nYa\n--b\nContent-Type: text/html\n\n<p>Tidak\n--b--", "Ya"),
        (f"{MIXED}Content-Type: image/png\n\nx\n--b--", ""),
        (f"{PLAIN}\nContent-Disposition: attachment; filename=a.txt\n\nrahasia", ""),
        (f"{MIXED}Content-Type: message/rfc822\n\nSubject: x\n\nLama\n--b--", ""),
    ],
)  # fmt: skip
def test_an_answer_of_a_person_is_what_the_person_wrote(text: str, words: str) -> None:
    assert understood(text) == [Incoming("<abc@contoh.test>", words, AT, user_id="warga@contoh.test", kind="email")]


@pytest.mark.parametrize(
    "head",
    [
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated; owner-email=x",
        "Precedence: bulk",
        "Precedence: auto_reply",
        "List-Id: <warga.contoh.test>",
        "X-Autoreply: yes",
        "Return-Path: <>",
        "From: layanan@contoh.test",  # our own
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=b",
    ],
)
def test_what_writes_itself_is_of_no_concern(head: str) -> None:
    own = PERSON.replace("From: Warga Contoh <Warga@contoh.test>\n", "") if head.startswith("From") else PERSON
    assert understood(f"{head}\n{own}\nSaya sedang cuti.") == []


@pytest.mark.parametrize("head", ["Auto-Submitted: no", "Precedence: first-class", "Return-Path: <warga@contoh.test>"])
def test_a_person_may_say_so(head: str) -> None:
    assert len(understood(f"{head}\n{PERSON}\nYa.")) == 1


def test_a_mail_without_a_time_or_an_id_is_kept_all_the_same() -> None:
    assert understood("From: warga@contoh.test\nDate: kemarin\n\nYa") == [
        Incoming("", "Ya", user_id="warga@contoh.test", kind="email")
    ]
    (found,) = understood("From: =?utf-8?q?W=C3=A9?= <warga@contoh.test>\nDate: Fri, 20 Nov 2026 10:00:00 -0000\n\nYa")
    assert found.at == datetime(2026, 11, 20, 10, tzinfo=UTC)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "hanya kata",
        "Subject: x\n\nYa",
        *(f"From: {who}\n\nYa" for who in ("", "bukan alamat", "a@b", f"a@{'b.' * 80}test")),
        dsn("", "").replace("Action: \n", ""),
        f"{HEAD}Content-Type: message/delivery-status\n\nkosong",
    ],
)
def test_what_is_no_mail_is_not_understood(text: str) -> None:
    with pytest.raises(NotUnderstood):
        understood(text)


def test_a_mail_of_many_megabytes_is_read_as_far_as_it_is_needed() -> None:
    picture = "--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n" + "QUFB\n" * 400_000
    head = f"{MIXED}\n"
    (found,) = understood(f"{head}Ya, ini fotonya.\n{picture}\n--b--\n")
    assert found.text == "Ya, ini fotonya."  # type: ignore[attr-defined]
    (found,) = understood(head + "a" * 3_000_000)
    assert len(found.text) == 2000  # type: ignore[attr-defined]
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(2000))
    with pytest.raises(NotUnderstood):
        understood(f"{PERSON}{deep}Ya")
