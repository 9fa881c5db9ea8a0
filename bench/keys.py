"""The keys of the table: what each says, its target, and how a bench tells what it found."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOUND = "BENCH_FOUND"  # names the file to which benches tell their keys, a line of JSON each


@dataclass(frozen=True)
class Key:
    name: str
    what: str
    target: float
    at_least: bool = True  # else the target is a most

    @property
    def said(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.target:g}" if self.at_least or self.target else "0"

    def is_met(self, value: float) -> bool:
        return value >= self.target if self.at_least else value <= self.target


KEYS = {
    key.name: key
    for key in (
        Key("step_vs_raw6", "a step, against the same by hand in six trips", 1.0),
        Key("step_vs_viewflow", "a step, against a barer one of Viewflow", 7),
        Key("step_vs_spiff", "a step, against a barer one of SpiffWorkflow with its state in a row", 2.5),
        Key("step_statements", "statements of a step, without BEGIN and COMMIT", 6, at_least=False),
        Key("step_200_vs_10", "a step of an SOP of 200 steps, against one of 10", 0.95),
        Key("step_1m_vs_1k", "a step beside a million rows of control cards, against some thousand", 0.8),
        Key("step_50th_vs_1st", "a step of a case with 50 rows on its card, against a young one", 0.95),
        Key("step_8p_vs_pgbench", "steps of eight processes, against pgbench's one statement with eight clients", 0.45),
        Key("read_p95_ms", "pages read over HTTP by 16 clients", 150, at_least=False),
        Key("write_p95_ms", "steps done over HTTP by 16 clients", 300, at_least=False),
        Key(
            "inbox_5m_vs_sql",
            "time of an inbox of 25 among 5 million cases, against by hand",
            2,
            at_least=False,
        ),
        Key("inbox_page_n_vs_1", "time of a late page of that inbox, against its first", 2, at_least=False),
        Key(
            "nik_5m_vs_sql",
            "time of a look-up by NIK among 5 million, against by hand",
            2,
            at_least=False,
        ),
        Key("open_loop_failed", "whole cases, begun at a steady pace, that failed", 0, at_least=False),
        Key("surge_failed", "telephones sending photos over slow lines that failed", 0, at_least=False),
        Key("surge_page_ms", "the slowest page meanwhile, of 99 in 100", 1000, at_least=False),
        Key("letter_drawn_vs_weasyprint", "letters drawn, against WeasyPrint", 12),
        Key("letter_signed_vs_raw", "letters signed with RSA-2048, against the raw key", 0.85),
        Key("import_vs_copy", "a registry imported and checked, against COPY", 0.2),
        Key("rss_mb", "memory of all processes without the database, in MB", 600, at_least=False),
        Key("first_page_kb", "a citizen's first page with all it loads, in kB over the line", 100, at_least=False),
        Key("start_s", "cold start to the first answer, in seconds", 3, at_least=False),
        Key("run_fresh_s", "git clone and make run to the first page, packages kept, in seconds", 25, at_least=False),
    )
}


@dataclass(frozen=True)
class Told:
    key: str
    value: float
    on: str  # the database
    note: str = ""


def tell(key: str, value: float, *, on: str = "PostgreSQL", note: str = "") -> None:
    """Prints a key, and tells it to the table where one is made."""
    assert key in KEYS, key
    print(f"  {key} = {value:.3g} on {on}{f' ({note})' if note else ''}", flush=True)
    if path := os.environ.get(FOUND):
        with Path(path).open("a") as out:
            out.write(json.dumps({"key": key, "value": value, "on": on, "note": note}) + "\n")


def told(path: Path) -> Iterator[Told]:
    for line in path.read_text().splitlines() if path.exists() else ():
        yield Told(**json.loads(line))
