"""Backups with restic (https://restic.net): encrypted and authenticated, each piece named by its SHA-256, only what is
new is written; in a folder, or wherever else restic can write (S3, SFTP, REST)."""

import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from .port import Damaged, Keep, Kept, NoStore, NotDone, State, WrongKey

_PROGRAM = "restic"
_WHO = "silastri"  # one name for all machines: a state is compared with the one before, wherever it was made
_ABSENT = "Program restic tidak ada. Pasang dulu: apt-get install restic"
_CHANGED = re.compile(
    "verification failed|does not match|invalid data|is damaged|Unmarshal|loading index|contains errors|not found in"
    "|does not exist|no such file|unexpected EOF|truncated|unexpected size",
    re.IGNORECASE,
)
_WRONG_KEY = re.compile(r"wrong pass|no key found", re.IGNORECASE)
_NOWHERE = re.compile(r"unable to open config file|Is there a repository", re.IGNORECASE)


class Restic:
    def at(self, target: str, key: str, cache: Path | None = None) -> "Repository":
        """Raises NotDone where restic is not installed."""
        if shutil.which(_PROGRAM) is None:
            raise NotDone(_ABSENT)
        return Repository(target, key, cache)


class Repository:
    """``cache`` saves reading again what a distant store holds."""

    def __init__(self, target: str, key: str, cache: Path | None = None) -> None:
        self._target, self._key, self._cache = target, key, cache

    def begin(self) -> None:
        try:
            self._run("cat", "config")
        except NoStore:
            self._run("init")

    def keep(self, home: Path, paths: Sequence[str], without: Sequence[str]) -> Kept:
        excluded = [option for one in without for option in ("--exclude", one)]
        said = self._run("backup", "--json", "--host", _WHO, "--tag", _WHO, *excluded, *paths, where=home)
        summary = next(one for one in _objects(said) if one.get("message_type") == "summary")
        return Kept(summary["snapshot_id"], summary["total_bytes_processed"], summary["data_added"])

    def states(self, name: str = "") -> list[State]:
        said, doubts = self._called("snapshots", "--json", "--no-lock", *([name] if name else ["--tag", _WHO]))
        if "no matching ID" in doubts:
            raise NotDone(f"Cadangan {name} tidak ada di tempat itu.")
        if doubts.strip():  # restic passes over one that it cannot read, and the next would count as the latest
            raise _why(doubts, "")
        found = json.loads(said or "[]") or []
        states = [State(one["short_id"], _moment(one["time"])) for one in found]
        return sorted(states, key=lambda one: one.at, reverse=True)

    def read(self, state: State, path: str) -> bytes:
        return self._call("dump", "--no-lock", state.name, f"/{path}")

    def restore(self, state: State, to: Path) -> None:
        self._run("restore", state.name, "--no-lock", "--target", str(to))

    def check(self, *, whole: bool) -> None:
        self._run("unlock")  # those of processes that are gone; others stay
        self._run("check", *(["--read-data"] if whole else []))
        if whole and (folder := Path(self._target) / "keys").is_dir():
            _check_names(folder)

    def thin(self, keep: Keep) -> None:
        self._run("unlock")
        self._run(
            "forget", "--tag", _WHO, "--group-by", "host", "--keep-daily", str(keep.days),
            "--keep-weekly", str(keep.weeks), "--keep-monthly", str(keep.months), "--keep-last", "2", "--prune",
        )  # fmt: skip

    def _run(self, *arguments: str, where: Path | None = None) -> str:
        return self._call(*arguments, where=where).decode()

    def _call(self, *arguments: str, where: Path | None = None) -> bytes:
        return self._called(*arguments, where=where)[0]

    def _called(self, *arguments: str, where: Path | None = None) -> tuple[bytes, str]:
        """What restic says, and what it complains of."""
        cache = ["--cache-dir", str(self._cache)] if self._cache else ["--no-cache"]
        command = [_PROGRAM, "--quiet", *cache, "--repo", self._target, *arguments]
        if "--json" in arguments:
            command.remove("--quiet")  # which would leave out the summary
        environment = os.environ | {"RESTIC_PASSWORD": self._key}
        done = subprocess.run(  # noqa: S603 - its arguments are ours
            command, cwd=where, env=environment, capture_output=True, check=False, stdin=subprocess.DEVNULL
        )
        if done.returncode:
            raise _why(done.stderr.decode(errors="replace"), done.stdout.decode(errors="replace"))
        return done.stdout, done.stderr.decode(errors="replace")


def _check_names(folder: Path) -> None:
    """The files in which restic keeps its own key are named by their SHA-256, as all are, but it does not compare."""
    for path in sorted(folder.iterdir()):
        if hashlib.sha256(path.read_bytes()).hexdigest() != path.name:
            raise Damaged(f"Ada bagian cadangan yang rusak: keys/{path.name}")


def _why(errors: str, said: str) -> NotDone:
    """In words. What restic says names the piece or the file."""
    if _WRONG_KEY.search(errors):
        return WrongKey("Kunci cadangan tidak cocok dengan cadangan ini.")
    lines = [line.strip() for line in errors.splitlines() if line.strip()]
    told = [line for line in lines if "Fatal" not in line] or lines or [said.strip()[-300:]]
    if _NOWHERE.search(errors):
        return NoStore(f"Tidak ada cadangan di tempat itu: {lines[0] if lines else ''}")
    if any(_CHANGED.search(line) for line in lines):
        named = [line for line in told if _CHANGED.search(line)] or told
        return Damaged(f"Ada bagian cadangan yang rusak: {'; '.join(named[:3])}")
    return NotDone(f"restic: {'; '.join((told + lines)[:3])}")


def _objects(said: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.splitlines() if line.startswith("{")]


def _moment(said: str) -> datetime:
    """restic tells nanoseconds."""
    return datetime.fromisoformat(re.sub(r"(\.\d{6})\d*", r"\1", said))
