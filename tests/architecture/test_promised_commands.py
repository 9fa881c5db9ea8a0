"""The commands that the documents tell of are there, with their options; the cheap ones do what is told of them."""

import argparse
import contextlib
import io
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands, load_command_class

from silastri.__main__ import main
from silastri.commands.command import USAGE
from tests.architecture.named import DOCS, ROOT

# In backticks, or in a line of code, perhaps with settings before it.
_TOLD = re.compile(r"(?:`|^ {4,}(?:\S.* )?)(?:\.venv/bin/)?(silastri|make) ([^`\n]+)", re.MULTILINE)
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z0-9-]*")


def told(program: str) -> set[str]:
    texts = (path.read_text() for path in DOCS)
    return {found[2] for text in texts for found in _TOLD.finditer(text) if found[1] == program}


@cache
def helps(*words: str) -> str:
    """What ``silastri WORDS --help`` says; empty where there is no such command."""
    name, *rest = words
    if name in ("standard", "gateway", "ikm", "restore", "files"):
        return said(name, *rest, "--help")[1]
    app = get_commands().get(name.replace("-", "_"))
    if app is None:
        return ""
    parser = load_command_class(app, name.replace("-", "_")).create_parser("silastri", name)
    for word in rest:
        (parts,) = (action.choices for action in parser._actions if action.nargs == argparse.PARSER)
        parser = parts[word]
    return parser.format_help()


def said(*arguments: str) -> tuple[object, str]:
    """What the command answers and says, in this process."""
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), pytest.raises(SystemExit) as ended:
        patch.chdir(ROOT)
        patch.setattr(sys, "argv", ["silastri", *arguments])
        main()
    return ended.value.code, out.getvalue()


def unknown(command: str) -> list[str]:
    """The words and options of a command that there are not."""
    name, *rest = command.split()
    if name == "--help":
        return []
    text = helps(name)
    if not text:
        return [name]
    parts = re.search(r"\{([a-z,-]+)\}", text.partition("\n\n")[0])
    part = rest[0] if parts and rest and re.fullmatch(r"[a-z][a-z-]*", rest[0]) else ""
    if part and parts:
        if part not in parts[1].split(","):
            return [part]
        text = helps(name, part)
    return [option for option in _OPTION.findall(command) if option not in _OPTION.findall(text)]


def test_every_command_of_silastri_and_its_options_are_there() -> None:
    commands = told("silastri")
    assert len(commands) > 40
    assert {command: unknown(command) for command in commands if unknown(command)} == {}


@pytest.mark.parametrize(
    ("command", "not_there"),
    [
        ("walk OFFICE/SERVICE --out DIR", []),
        ("walk OFFICE/SERVICE --gone DIR", ["--gone"]),
        ("letter-key rotate --office x", []),
        ("letter-key gone", ["gone"]),
        ("registry remove --office x --skip-bad", ["--skip-bad"]),
        ("standard gone PATH", ["gone"]),
        ("standard preview PATH [--port P] [--gone]", ["--gone"]),
        ("gone", ["gone"]),
    ],
)
def test_a_command_that_is_gone_is_told(command: str, not_there: list[str]) -> None:
    assert unknown(command) == not_there


def test_the_list_of_commands_names_each() -> None:
    names = {name.replace("_", "-") for name, app in get_commands().items() if app == "silastri.commands"}
    assert {name for name in names if not re.search(rf"(?m)(?:^  |[;,] ){name}\b", USAGE)} == set()
    for group in ("standard", "letter", "letter-key", "registry", "seals", "keys", "survey-sums"):
        (parts,) = re.findall(r"\{([a-z,-]+)\}", helps(group).partition("\n\n")[0])
        for part in parts.split(","):
            assert re.search(rf"(?m)^  {group} .*\b{part}\b", USAGE), (group, part)


def test_every_target_of_make_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {command.split()[0] for command in told("make")} <= targets


def test_a_search_among_the_files_that_is_recommended_finds_some() -> None:
    listed = [path.relative_to(ROOT).as_posix() for folder in ("src", "tests") for path in (ROOT / folder).rglob("*")]
    for path in DOCS:
        for word in re.findall(r"`git ls-files \| grep ([\w-]+)`", path.read_text()):
            floors = {name.split("/")[2] for name in listed if word in name and name.startswith("src/")}
            assert {"journey", "web"} <= floors, word
            assert any(word in name for name in listed if name.startswith("tests/")), word


# Cheap runs. The next test starts two processes, which takes its seconds; the others run in this one.


def test_the_installed_command_and_make_tell_what_they_can() -> None:
    silastri = subprocess.run(
        [Path(sys.executable).with_name("silastri"), "--help"], capture_output=True, text=True, check=True
    )
    for command in ("standard check", "walk", "letter verify", "due", "publish", "serve"):
        assert f"\n  {command} " in silastri.stdout
    make = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in ("run", "test", "check", "setup", "check-long", "test-fast", "bench"):
        assert re.search(rf"(?m)^{target} +\S", make.stdout), target


def test_the_definitions_that_ship_are_checked_and_told() -> None:
    assert said("standard", "check", "standards")[0] == 0
    code, text = said("standard", "show", "standards/rokan-hilir/jompo-terlantar")
    assert code == 0
    assert text.startswith("Rekomendasi Bantuan Pengiriman Lanjutan Jompo Terlantar, DPMPTSP Kabupaten Rokan Hilir\n")
    assert "Janji: 7 hari kerja" in text


def test_due_tells_the_moment_and_the_days_that_were_skipped(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("due", office="rokan-hilir", start="2026-03-13T09:00", length="7 hari kerja")
    moment, *skipped = capsys.readouterr().out.splitlines()
    assert moment == "2026-03-31T16:00:00+07:00"
    assert skipped[0] == "2026-03-14 dilewati: Sabtu"
