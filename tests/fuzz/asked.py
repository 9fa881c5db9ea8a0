"""Requests as nobody's browser makes them: made by chance, the same for the same seed."""

import json
import random
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import URLPattern

HOSTILE: tuple[str, ...] = (
    *("", " ", "0", "-1", "1.5", "1e309", "NaN", "9" * 40, "٣٤", "１２", "²", "true", "null", "[]", "{}", "on"),
    *("\0", "a\0b", "\x1b[31m", "\r\nSet-Cookie: x=1", "\u202egnp.exe", "\u200f\u200e", "\ufeff", "\ufffe"),
    "\U0001f4a9" * 50,
    *("e\u0301" * 500, "A" * 5000, "1401" + "0" * 12, "+6281234567890"),
    *("<b>x</b>", "{{ 7*7 }}", "{% debug %}", "${7*7}"),
    *("' OR 1=1 --", '"; DROP TABLE cases_case; --', "../../../../etc/passwd", "..%2f..%2f", "file:///etc/passwd"),
    *("//jahat.example", "javascript:alert(1)", "http://169.254.169.254/"),
    *("2026-02-30", "0000-00-00", "9999-12-31", "10000-01-01", "2026-01-01T00:00:00Z"),
    *("24:00", "07.30", "99.99", "%", "%s%n", "\\", "'", "`id`", "*", "a" * 300 + "@b.c", "=cmd|' /C calc'!A0"),
    "\u0130\u0131\u00df",
)  # fmt: skip
# As bytes of an address: zero bytes, halves of surrogates, broken UTF-8, dots that lead up.
_IN_PATH = (
    *"%00 %ED%A0%80 %FF %C0%AE%C0%AE %2e%2e %F0%9F%92%A9 %0d%0a %25 %D9%A3 - 0 -1".split(),
    *("x" * 2000, "9" * 30),
)
_METHODS = ("GET",) * 10 + ("POST",) * 30 + ("HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY")
_HEADERS: dict[str, tuple[str, ...]] = {
    "HX-Request": ("true", "false", "\xff"),
    "HX-Current-URL": ("http://[::1", "x" * 3000, "javascript:alert(1)", "//a/b?c=%ff"),
    "HX-Target": ("' onload=", "x" * 500),
    "Accept": ("*/*;q=nan", "image/png", ";;;,,,/", "application/json"),
    "Accept-Language": ("id;q=9", "x" * 600, "*-" * 300),
    "Accept-Encoding": ("gzip;q=0", "br, gzip, x", "identity;q=0, *;q=0"),
    "Range": ("bytes=0-0,-1", "bytes=9-1", "bytes=" + "0-," * 500),
    "If-None-Match": ("*", '"', "W/" * 300),
    "If-Modified-Since": ("Thu, 99 Foo 9999 99:99:99 GMT", "x"),
    "X-Forwarded-For": ("::1, 999.9.9.9", "unknown", "x" * 500, "127.0.0.1," * 200),
    "X-Forwarded-Proto": ("https", "javascript", "http, https"),
    "Referer": ("http://[::1", "\xff\xfe", "https://testserver/masuk/"),
    "Origin": ("null", "http://jahat.example", "x"),
    "User-Agent": ("", "\xff" * 50, "Mozilla/5.0 " * 200),
    "Cookie": ("silastri_sesi=x", "=; ;;==", "silastri_perangkat=\xff", "silastri_pesan=x", "a=b; " * 200),
    "Transfer-Encoding": ("chunked",),
    "Content-Encoding": ("gzip",),
}
_KINDS = (
    *("application/json", "text/plain; charset=utf-7", "text/plain; charset=none", "application/xml", "x", ""),
    *("multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=" + "x" * 300),
    *("application/x-www-form-urlencoded; charset=utf-16", "application/x-www-form-urlencoded; charset=latin-9"),
)
_NAME = re.compile(r'<(?:input|select|textarea)[^>]*?\bname="([^"]+)"')


@dataclass
class Asker:
    """Somebody who asks by chance, and remembers which fields the pages have that he saw."""

    client: Client
    chance: random.Random
    fields: dict[str, list[str]] = field(default_factory=dict)

    def ask(self, route: URLPattern, usual: str) -> Any:
        """``usual``: the address of that route as a link has it."""
        method = self.chance.choice(_METHODS)
        path = self._path(route, usual)
        if path == usual and method == "POST" and usual not in self.fields:
            page = self.client.get(usual)
            html = page.content.decode("utf-8", "replace") if "text/html" in page.get("Content-Type", "") else ""
            self.fields[usual] = sorted({*_NAME.findall(html)} - {"csrfmiddlewaretoken"})
        body, kind = (
            self._body(self.fields.get(usual, [])) if method in ("POST", "PUT", "PATCH", "QUERY") else (b"", "")
        )
        return self.client.generic(
            method, path, body, content_type=kind, headers=self._headers(), QUERY_STRING=self._query()
        )

    def _path(self, route: URLPattern, usual: str) -> str:
        if self.chance.random() < 0.8 or not route.pattern.converters:
            return usual
        return "/" + re.sub(r"<[^>]+>", lambda _: self.chance.choice(_IN_PATH), str(route.pattern))

    def _query(self) -> str:
        if self.chance.random() < 0.6:
            return ""
        names = (
            "halaman",
            "cari",
            "lanjut",
            "urut",
            "dari",
            "sampai",
            "tahun",
            "bulan",
            "layanan",
            "keadaan",
            "kode",
            "nomor",
            "[]",
            "%ff",
            "",
        )
        return "&".join(
            f"{self.chance.choice(names)}={self.chance.choice((*_IN_PATH, quote(self._value())))}"
            for _ in range(self.chance.randint(1, 4))
        )

    def _headers(self) -> dict[str, str]:
        names = self.chance.sample(sorted(_HEADERS), self.chance.choice((0, 0, 1, 2, 4)))
        return {name: self.chance.choice(_HEADERS[name]) for name in names}

    def _value(self) -> str:
        return self.chance.choice(HOSTILE)

    def _body(self, names: list[str]) -> tuple[bytes, str]:
        way = self.chance.random()
        if way < 0.1:
            return self._raw(), self.chance.choice(_KINDS)
        sent: dict[str, Any] = {
            name: [self._value() for _ in range(self.chance.choice((1, 1, 1, 3)))] for name in names or ("a",)
        }
        for name in self.chance.sample(sorted(sent), self.chance.randint(0, len(sent)) // 3):
            del sent[name]
        if way < 0.25:
            return json.dumps(sent).encode(), "application/json"
        if way < 0.5:
            pairs = "&".join(f"{quote(name)}={quote(value)}" for name, values in sent.items() for value in values)
            return pairs.encode() + self.chance.choice(
                (b"", b"&%ED%A0%80=%FF", b"&" * 50, b"&a[]=1&a[b]=2")
            ), "application/x-www-form-urlencoded"
        if way < 0.6:  # more fields than anybody fills in
            return b"&".join(b"f%d=" % n for n in range(1500)), "application/x-www-form-urlencoded"
        whole = encode_multipart(BOUNDARY, sent)
        if way < 0.8:
            return whole, MULTIPART_CONTENT
        file = b'--%s\r\nContent-Disposition: form-data; name="%s"; filename="%s"\r\nContent-Type: %s\r\n\r\n%s\r\n'
        name = self.chance.choice(names or ["berkas"]).encode()
        named = self.chance.choice((b"../../x", b"\xff\xfe", b"a" * 400, b"", b"x.pdf\0.exe", b"CON"))
        parts = file % (BOUNDARY.encode(), name, named, self.chance.choice((b"", b"image/png", b"\xff")), self._raw())
        return (parts + whole)[: self.chance.choice((None, None, -3, 60))], MULTIPART_CONTENT

    def _raw(self) -> bytes:
        return self.chance.choice(
            (
                b"",
                b"\0" * 100,
                b"\xff\xfe\xfd",
                b"[" * 5000,
                b'{"a":' * 3000,
                b'{"a": 1e999}',
                b"%PDF-1.7\n",
                b"\x89PNG\r\n\x1a\n",
                b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
            )
        )
