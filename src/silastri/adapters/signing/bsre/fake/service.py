"""Which answer a request gets: by who asks, what for, and how the service is told to behave."""

from dataclasses import replace

from . import v1, v2
from .exchange import Answer, Request, as_json
from .mood import SIGN, Mood
from .world import World

_CALLS = {
    ("POST", "/api/sign/pdf"): SIGN,
    ("POST", "/api/v2/sign/pdf"): SIGN,
    ("POST", "/api/v2/user/check/status"): "status",
    ("POST", "/api/sign/verify"): "verify",
    ("POST", "/api/v2/verify/pdf"): "verify",
    ("POST", "/api/v2/sign/get/totp"): "totp",
}
_BY_NAME = {
    "/api/user/status/": "status",
    "/api/sign/download/": "download",
    "/api/v2/user/certificate/chain/": "chain",
}


def answer(world: World, request: Request) -> Answer:
    call, name = _call(request)
    if not call:
        return _error(404, "Not Found", request)
    if request.headers.get("authorization") != world.access.header:
        return _error(401, "Unauthorized", request)
    mood = world.take_mood(call)
    if mood.name.startswith("http-"):
        return _error(mood.number, "Galat yang diminta", request)
    if mood.name == "kacau":
        return Answer(200, b"<!doctype html><title>Router</title><p>Selamat datang", kind="text/html")
    if mood.name == "hilang":
        return Answer(200, b"", cut="anything")
    return _timed(_usual(world, request, call, name, mood), mood)


def _call(request: Request) -> tuple[str, str]:
    """The call in the address, and the name or NIK that it is about."""
    if call := _CALLS.get((request.method, request.path)):
        return call, ""
    for start, call in _BY_NAME.items():
        if request.method == "GET" and request.path.startswith(start):
            return call, request.path.removeprefix(start)
    return "", ""


def _usual(world: World, request: Request, call: str, name: str, mood: Mood) -> Answer:
    is_second = request.path.startswith("/api/v2/")
    if call == SIGN:
        return v2.sign(world, request, mood) if is_second else v1.sign(world, request, mood)
    if call == "verify":
        return v2.verify(world, request) if is_second else v1.verify(world, request)
    if call == "status":
        return v2.status(world, request, mood) if is_second else v1.status(world, name, mood)
    if call == "download":
        return v1.download(world, name)
    return v2.totp(world, request) if call == "totp" else v2.chain(world, name)


def _timed(usual: Answer, mood: Mood) -> Answer:
    if mood.name == "lambat":
        return replace(usual, wait=mood.seconds)
    if mood.name == "putus":
        return replace(usual, cut="middle")
    return replace(usual, wait=_EVER, cut="anything") if mood.name == "diam" else usual


_EVER = 3600.0


def _error(status: int, error: str, request: Request) -> Answer:
    said = {"timestamp": "SIMULASI", "status": status, "error": error, "path": request.path}
    return as_json(status, said, **({"Location": "/"} if status == 302 else {}))
