"""The keys of a step: real steps of SILASTRI in a race with the raw database and with peers.

python bench/step_keys.py                    both databases; the peers where `make build/peers` installed them
ROWS=1000000 python bench/step_keys.py       also beside so many rows of control cards
python bench/step_keys.py --short            one lap of each, for CI
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from contest import Contender, race
from databases import fresh
from keys import tell

HERE = Path(__file__).parent
PEERS = HERE.parent / "build/peers/bin/python"
SHORT = "--short" in sys.argv
ROUNDS, SECONDS = (1, 0.5) if SHORT else (5, 1.5)
ROWS = int(os.environ.get("ROWS", "0"))
PROCESSES = 8
_ONE_STATEMENT = """\\set id random(0, 49)
WITH held AS (SELECT id, turn FROM raw_case WHERE id = :id FOR UPDATE),
moved AS (UPDATE raw_case c SET step = 2, post = 'b', due_at = '2026-11-10', turn = c.turn + 1
          FROM held WHERE c.id = held.id RETURNING c.id, c.turn),
card AS (INSERT INTO raw_card (case_id, turn, step, by_person, note, seal)
         SELECT id, turn, 2, 7, '', repeat('0', 64) FROM moved)
INSERT INTO raw_message (case_id, recipient, body)
SELECT id, r, repeat('x', 130) FROM moved, (VALUES ('+6281200000001'), ('+6281200000002')) AS people(r);
"""


def main() -> int:
    missing = 0
    for name, on in (("SQLite", on_sqlite), ("PostgreSQL", on_postgresql)):
        print(f"\n{name}, durable commits; medians of {ROUNDS} rounds of {SECONDS} s", flush=True)
        with tempfile.TemporaryDirectory() as home:
            # The officers of a sample town get sample keys, which are given out only in a home made for a demo.
            (Path(home) / "DEMO").touch()
            try:
                on(Path(home))
            except (RuntimeError, OSError, subprocess.CalledProcessError) as error:
                print(f"{name} could not be measured: {error}")
                missing += 1
    return missing


def on_sqlite(home: Path) -> None:
    environment = _environment(home, "")
    _migrate(environment)
    with started(_by_hand(environment), _ours(environment)) as (raw, ours):
        race([raw, ours], rounds=ROUNDS, seconds=SECONDS)
        tell("step_vs_raw6", ours.against(raw), on="SQLite", note="no trips there: a database in the process")
    _statements(environment, "SQLite")


def on_postgresql(home: Path) -> None:
    with fresh("empty") as empty:
        _migrate(_environment(home, empty))
        against_others(home)
        if not SHORT:
            grown(home)
            side_by_side(home)
        with fresh("town", like="empty") as town:
            _statements(_environment(home, town), "PostgreSQL")


def against_others(home: Path) -> None:
    names = ("Spiff", "Viewflow") if PEERS.exists() and not SHORT else ()
    with fresh("plain", like="empty") as plain, ExitStack() as until:
        environment = _environment(home, plain)
        peers = [_peer(name, until.enter_context(fresh(name.lower())), environment) for name in names]
        with started(_by_hand(environment), _ours(environment), *peers) as (raw, ours, *others):
            race([raw, ours, *others], rounds=ROUNDS, seconds=SECONDS)
            tell("step_vs_raw6", ours.against(raw))
            for other in others:
                tell(f"step_vs_{other.name.lower()}", ours.against(other))


def grown(home: Path) -> None:
    """Whether a step costs more with the SOP, the table, the age of the case."""
    ways = [
        ("step_200_vs_10", "an SOP of 10 steps", ["--steps", "10"], "an SOP of 200 steps", ["--steps", "200"], ""),
        ("step_50th_vs_1st", "a young case", [], "a case with 50 rows", ["--age", "50"], ""),
    ]
    if ROWS:
        note = "" if ROWS >= 1_000_000 else f"at {ROWS:,} rows"
        ways.append(("step_1m_vs_1k", "some thousand rows", [], f"{ROWS:,} rows", ["--rows", str(ROWS)], note))
    for key, small, few, large, many, note in ways:
        with fresh("few", like="empty") as here, fresh("many", like="empty") as there:
            sides = _ours(_environment(home, here), small, few), _ours(_environment(home, there), large, many)
            with started(*sides) as (one, other):
                race([one, other], rounds=ROUNDS, seconds=SECONDS)
                tell(key, other.against(one), note=note)


def side_by_side(home: Path) -> None:
    """Eight processes, in turn with pgbench and its eight clients."""
    with fresh("many", like="empty") as database:
        environment = _environment(home, database)
        with started(_by_hand(environment)):
            pass  # it makes the tables of the raw step
        subprocess.run(_stepper("count"), env=environment, check=True, stdout=subprocess.DEVNULL)  # and this the town
        ours = Contender(f"{PROCESSES} processes", [_stepper("ours")] * PROCESSES, environment)
        script = home / "step.pgbench"
        script.write_text(_ONE_STATEMENT)
        rates = []
        with started(ours):
            for _ in range(ROUNDS):
                ours.lap(2 * SECONDS)
                rates.append(_pgbench(environment["SILASTRI_DATABASE"], script, 2 * SECONDS))
        ratios = sorted(mine / its for mine, its in zip(ours.rates, rates, strict=True))
        print(f"  {ours.name:34} {ours.rate:8.0f} /s   pgbench {sorted(rates)[len(rates) // 2]:8.0f} /s")
        tell("step_8p_vs_pgbench", ratios[len(ratios) // 2], note=f"{os.cpu_count()} cores")


def _pgbench(database: str, script: Path, seconds: float) -> float:
    parts = urlsplit(database)
    command = ["pgbench", "-n", "-M", "prepared", "-f", str(script), "-c", str(PROCESSES), "-j", "2",
               "-T", str(round(seconds)), "-h", parts.hostname or "", "-p", str(parts.port or 5432),
               "-U", parts.username or "postgres", parts.path.strip("/")]  # fmt: skip
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = re.search(r"^tps = ([\d.]+)", said, re.MULTILINE)
    assert found, said
    return float(found[1])


def _statements(environment: Mapping[str, str], on: str) -> None:
    said = subprocess.run(_stepper("count"), env=environment, check=True, capture_output=True, text=True).stdout
    statements, trips = map(int, said.split())
    tell("step_statements", statements, on=on, note=f"in {trips} trips beside BEGIN and COMMIT")


@contextmanager
def started(*contenders: Contender) -> Iterator[list[Contender]]:
    """Those that came up, each when the one before it is ready."""
    up: list[Contender] = []
    try:
        for one in contenders:
            one.start()
            up.append(one)
        yield up
    finally:
        for one in up:
            one.stop()


def _stepper(*arguments: str) -> list[str]:
    return [sys.executable, str(HERE / "stepper.py"), *arguments]


def _by_hand(environment: Mapping[str, str]) -> Contender:
    return Contender("six trips by hand", [_stepper("raw6")], environment)


def _peer(name: str, database: str, environment: Mapping[str, str]) -> Contender:
    parts = urlsplit(database)
    dsn = f"host={parts.hostname} port={parts.port or 5432} user={parts.username} dbname={parts.path.strip('/')}"
    return Contender(name, [[str(PEERS), str(HERE / "peers.py"), name.lower(), dsn]], environment)


def _ours(environment: Mapping[str, str], name: str = "SILASTRI", arguments: Sequence[str] = ()) -> Contender:
    return Contender(name, [_stepper("ours", *arguments)], environment)


def _environment(home: Path, database: str) -> dict[str, str]:
    return dict(os.environ) | {
        "SILASTRI_HOME": str(home),
        "SILASTRI_DATABASE": database,
        "SILASTRI_DEMO": "1",
        "STEPPER_CASES": "100" if SHORT else "1000",
        "SILASTRI_STATIC_NAMES": "plain",
        "DJANGO_SETTINGS_MODULE": "silastri.config.settings",
    }


def _migrate(environment: Mapping[str, str]) -> None:
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=dict(environment), check=True)


if __name__ == "__main__":
    sys.exit(main())
