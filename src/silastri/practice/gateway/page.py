"""The page of the example gateway: what it accepted, a form to write as a citizen, and how it behaves."""

import html
import time
from typing import Protocol

from .behaviour import COUNTS, SECONDS, SHARES
from .kept import Kept, Store
from .place import Place

KIND = "text/html; charset=utf-8"
_SHOWN = 100
_CHANNELS = {"whatsapp": "WhatsApp", "sms": "SMS", "email": "Pos-el"}
_NEWS = {
    "accepted": "diterima gerbang",
    "sent": "terkirim",
    "delivered": "sampai",
    "read": "dibaca",
    "failed": "gagal",
}
_NUMBERS = {name: SHARES.get(name) or SECONDS.get(name) or COUNTS[name] for name in (*SHARES, *SECONDS, "a_second")}
_DOWN = {"": "menjawab", "503": "sibuk (selalu 503)", "closed": "mati (sambungan ditolak)"}
SET_BY_FORM = (*_NUMBERS, "down")
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 1.5rem auto; padding: 0 1rem; color: #1c2733 }
h1 { line-height: 1.2 } h2 { margin-top: 2rem; font-size: 1.25rem }
.mark { background: #fff3cd; border: 1px solid #d9a400; border-radius: .4rem; padding: .6rem .9rem }
.wrong { background: #fde8e6; border: 1px solid #b3261e; border-radius: .4rem; padding: .6rem .9rem }
form { display: grid; gap: .8rem; max-width: 34rem }
.words { grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); max-width: none; align-items: end }
label { display: block }
input, textarea, select { display: block; font: inherit; width: 100%; box-sizing: border-box; padding: .4rem .5rem;
  border: 1px solid #6b7785; border-radius: .3rem }
button { font: inherit; padding: .6rem 1.2rem; justify-self: start; color: #fff; background: #0b5d57; border: 0;
  border-radius: .3rem }
ol { list-style: none; padding: 0 }
li { border: 1px solid #c5ced8; border-radius: .4rem; padding: .6rem .9rem; margin: .6rem 0 }
li p { margin: .2rem 0; white-space: pre-line; overflow-wrap: anywhere } .small { color: #4a5764; font-size: .9rem }
summary { cursor: pointer; padding: .4rem 0 } .word { display: block; color: #4a5764; font-size: .85rem }
"""
_PAGE = """<!doctype html><html lang="id"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Gerbang pesan contoh</title>
<style>{style}</style><main><h1>Gerbang pesan contoh</h1>
<p class="mark"><strong>CONTOH.</strong> Ini bukan layanan pesan yang sebenarnya.
Tidak ada pesan yang dikirim ke siapa pun.</p>
{wrong}<h2>Tulis pesan sebagai warga</h2><form method="post" action="/warga">
<label>Nomor Anda <input name="nomor" inputmode="tel" placeholder="0811 1000 0001" required></label>
<label>Isi pesan <textarea name="isi" rows="3" maxlength="4096" required></textarea></label>
<label>Lewat <select name="saluran">
<option value="whatsapp">WhatsApp</option><option value="sms">SMS</option></select></label>
<button>Kirim ke kantor</button></form>
<h2>Pesan yang diterima gerbang ini: {number}</h2>
<p class="small"><a href="/">Muat ulang</a>{more}</p><ol>{messages}</ol>
<h2>Tingkah gerbang</h2><details><summary>Atur kegagalan, kelambatan, dan kabar ({down})</summary>
<p class="small">Bagian ditulis dari 0 (tidak ada) sampai 1 (semua pesan).</p>
<form class="words" method="post" action="/perilaku">
<label>Gerbang ini <select name="down">{downs}</select></label>{words}
<button>Pakai</button></form></details></main></html>"""


class Shown(Protocol):
    @property
    def place(self) -> Place: ...

    @property
    def store(self) -> Store: ...


def page(gateway: Shown, error: str = "") -> str:
    found = gateway.store.accepted()
    newest = sorted(found, key=lambda kept: kept.last_at, reverse=True)[:_SHOWN]
    behaviour = gateway.place.behaviour
    downs = "".join(
        f'<option value="{value}"{" selected" if value == behaviour.down else ""}>{words}</option>'
        for value, words in _DOWN.items()
    )
    return _PAGE.format(
        style=_STYLE,
        wrong=f'<p class="wrong" role="alert">{html.escape(error)}</p>' if error else "",
        number=len(found),
        more=f" · yang terbaru {_SHOWN}" if len(found) > _SHOWN else "",
        messages="".join(map(_message, newest)) or "<li>Belum ada pesan.</li>",
        down=_DOWN[behaviour.down],
        downs=downs,
        words="".join(_word(name, words, getattr(behaviour, name)) for name, words in _NUMBERS.items()),
    )


def _message(kept: Kept) -> str:
    sent = kept.sent
    body = html.escape("\n".join(part for part in (sent.subject, sent.body) if part))
    times = f"{len(kept.ids)} kali · " if len(kept.ids) > 1 else ""
    at = time.strftime("%H.%M.%S", time.localtime(kept.last_at))
    about = (
        f"{at} · {_CHANNELS[sent.channel]} ke {html.escape(sent.to or sent.user_id)} · {times}{_NEWS[kept.news]}"
        f" · rujukan {html.escape(sent.reference or 'tidak ada')}"
    )
    return f'<li><p>{body}</p><p class="small">{about}</p></li>'


def _word(name: str, words: str, value: float) -> str:
    shown = html.escape(words[0].upper() + words[1:])
    most = ' max="1"' if name in SHARES else ""
    return (
        f'<label>{shown}<input type="number" name="{name}" min="0" step="any"{most} value="{value:g}">'
        f'<span class="word">{name}</span></label>'
    )
