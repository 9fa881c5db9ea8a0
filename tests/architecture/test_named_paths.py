"""Every file, module and page that a document names in backticks is there."""

from pathlib import Path

import pytest

from tests.architecture.named import DOCS, ROOT, in_backticks, is_address, is_file, means_a_file

# Made on each machine by `make setup` and `make run`.
MADE_LATER = {".venv/bin/silastri", "var/"}
# Addresses of the eSign Client Service, not ours.
OF_BSRE = {"/api/sign/pdf", "/api/v2/sign/pdf"}

# Folders of the server on which an office installs.
OF_THE_SERVER = ("/dev/", "/etc/", "/opt/", "/srv/", "/usr/", "/var/")


def missing(text: str) -> list[str]:
    names = set(in_backticks(text)) - MADE_LATER - OF_BSRE
    files = {name for name in names if means_a_file(name) and not is_file(name)}
    pages = {name for name in names if name.startswith("/") and not is_address(name)}
    pages = {name for name in pages if not name.startswith(OF_THE_SERVER)}
    return sorted(files | pages)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_what_a_document_names_is_there(path: Path) -> None:
    assert missing(path.read_text()) == [], path.relative_to(ROOT)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("`domain/check.py` and `domain/check/`", ["domain/check.py"]),
        ("`src/silastri/gone.py`, `web/guard.py`, `guard.py`, `gone.py`", ["gone.py", "src/silastri/gone.py"]),
        ("`web/officer/<act>.py`, `journey/<act>/gone.py`", ["journey/<act>/gone.py"]),
        ("`domain.kinds`, `domain.gone`, `web.guard`", ["domain.gone"]),
        ("`docs/reference/*.schema.json`, `docs/reference/*.gone`", ["docs/reference/*.gone"]),
        ("`/petugas/`, `/petugas/gone/`, `/layanan/<a>/<b>/`, `/lacak/?nomor=1`", ["/petugas/gone/"]),
        ("`sop.yaml`, `isian.x`, `make check`, `https://x/y`, `$SILASTRI_HOME/keys`, `500.16.7/1/X`, `.pem`", []),
        ("```yaml\n`web/gone.py`\n```", []),
    ],
)
def test_what_is_gone_is_told_and_what_is_no_path_is_left_alone(text: str, found: list[str]) -> None:
    assert missing(text) == found
