"""The page that sets how the fake service behaves, and the same for programs."""

import html
from typing import Protocol
from urllib.parse import parse_qs

from silastri.domain.refusal import NotFit

from .exchange import Answer, Request, as_json
from .mood import ALL, MOODS, SIGN, Mood
from .world import World


class Service(Protocol):
    """The parts of the fake service that this page uses."""

    @property
    def url(self) -> str: ...

    @property
    def world(self) -> World: ...

    def tell(self, mood: Mood) -> None: ...


_PAGE = """<!doctype html><html lang="id"><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Simulasi BSrE</title><style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 1.5rem auto; padding: 0 1rem; color: #1c2733 }}
.mark {{ background: #fff3cd; border: 1px solid #d9a400; border-radius: .4rem; padding: .6rem .9rem }}
label {{ display: block; padding: .25rem 0 .25rem 1.6rem; text-indent: -1.6rem }}
fieldset {{ border: 1px solid #c5ced8; border-radius: .4rem; margin: 1rem 0 }}
input[type=number] {{ width: 5rem }} button {{ font: inherit; padding: .5rem 1.2rem }} code {{ font-size: .9em }}
</style><h1>Simulasi server BSrE</h1>
<p class="mark"><strong>CONTOH.</strong> Ini bukan server BSrE.
Tanda tangannya dari otoritas contoh dan tidak berlaku.</p>
<p>Antarmuka v1 dan v2 di <code>{url}</code>. Permintaan tanda tangan: {asked}. Ditandatangani: {signed}.</p>{codes}
<form method="post" action="/tingkah"><fieldset><legend>Tingkah sekarang: <strong>{now}</strong></legend>
{moods}</fieldset>
<label>Untuk <select name="where"><option value="{sign}">tanda tangan saja</option>
<option value="{all}">semua permintaan</option></select></label>
<label>Sebanyak <input type="number" name="times" min="0" value="0"> kali (0: sampai diubah)</label>
<label>Lambatnya <input type="number" name="seconds" min="0" max="600" value="5"> detik</label>
<button>Pakai</button></form></html>"""


def answer(fake: Service, request: Request) -> Answer:
    if (request.method, request.path) == ("POST", "/tingkah"):
        return _told(fake, request)
    if request.path == "/tingkah":
        return as_json(200, _state(fake))
    if request.path == "/":
        return Answer(200, _page(fake).encode(), kind="text/html; charset=utf-8")
    return as_json(404, {"salah": "Tidak ada halaman ini."})


def _told(fake: Service, request: Request) -> Answer:
    """The mood in the form of the page, or in JSON."""
    is_form = "urlencoded" in request.headers.get("content-type", "")
    said = {k: v[0] for k, v in parse_qs(request.body.decode(errors="replace")).items()} if is_form else request.json()
    try:
        fake.tell(
            Mood(
                str(said.get("mood", "")),
                where=str(said.get("where", SIGN)),
                times=int(said.get("times", 0)),
                seconds=float(said.get("seconds", 5)),
            )
        )
    except NotFit as error:
        return as_json(422, {"salah": str(error)})
    except (ValueError, TypeError):
        return as_json(422, {"salah": "Isi kali dan detik dengan angka."})
    return Answer(303, b"", headers={"Location": "/"}) if is_form else as_json(200, _state(fake))


def _state(fake: Service) -> dict[str, object]:
    world = fake.world
    return {"mood": world.mood.name, "asked": world.asked, "signed": world.signed, "totp": world.totp}


def _page(fake: Service) -> str:
    world = fake.world
    moods = "".join(
        f'<label><input type="radio" name="mood" value="{name}"{" checked" if name == world.mood.name else ""}> '
        f"<code>{name}</code> {html.escape(what)}</label>"
        for name, what in MOODS.items()
    )
    codes = "".join(f"<p>Kode TOTP NIK …{nik[-4:]}: <strong>{code}</strong></p>" for nik, code in world.totp.items())
    now, counts = world.mood.name, {"asked": world.asked, "signed": world.signed}
    return _PAGE.format(url=fake.url, moods=moods, codes=codes, now=now, sign=SIGN, all=ALL, **counts)
