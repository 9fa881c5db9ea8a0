"""What docs/how-to/cluster.md says to write and to run, machine by machine, in its order."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PAGE = Path(__file__).parent.parent.parent / "docs/how-to/cluster.md"
SECRETS = ("SECRET_SUPERUSER", "SECRET_REPLICA", "SECRET_PATRONI", "SECRET_SILASTRI")
_MACHINES = re.compile(r"^\| ([a-z0-9, ]+) \| (10\.[\d., ]+) \|", re.MULTILINE)
_BLOCK = re.compile(r"^On ([a-z0-9, ]+?)(?:, `([^`]+)`)?:\n\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Step:
    machines: tuple[str, ...]
    path: str  # of the file to write; empty where there is something to run
    text: str

    def on(self, machine: str) -> str:
        """As that machine writes or runs it."""
        said = re.sub(r"\bNODE\b", machine, self.text)
        said = re.sub(r"\bADDRESS\b", addresses()[machine], said)
        for secret in SECRETS:
            said = said.replace(secret, f"contoh-{secret.lower()}".replace("_", "-"))
        return said


@cache
def addresses() -> dict[str, str]:
    """Of each machine, by its name."""
    found: dict[str, str] = {}
    for names, ips in _MACHINES.findall(PAGE.read_text()):
        found |= dict(zip(names.split(", "), ips.split(", "), strict=True))
    return found


@cache
def steps() -> tuple[Step, ...]:
    found = _BLOCK.findall(PAGE.read_text())
    return tuple(Step(tuple(names.split(", ")), path, text) for names, path, text in found)
