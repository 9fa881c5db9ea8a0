"""The campaign: builds the cluster, lets people work, strikes, and compares with what they were told."""

import os
import signal
import sys
import time
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

_CALM = 8.0  # seconds of work before a blow
_WRITES_BACK = 30.0
TIMES = int(os.environ.get("TIMES") or 1)  # of each blow
ONLY = os.environ.get("BLOWS", "")  # those whose name has this word
_WRONG = ("odd", "lost", "doubled", "needless", "broken", "stuck")


def main() -> int:
    from .needs import missing

    if lacks := missing():
        print(f"NOT RUN  {lacks}")
        return 1
    os.environ |= {"DJANGO_SETTINGS_MODULE": "silastri.config.settings", "SILASTRI_HOME": mkdtemp()}
    import django

    django.setup()
    from .cluster import cluster

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # and all machines end
    began = time.monotonic()
    with cluster() as built:
        built.build()
        print(f"built as docs/how-to/cluster.md says, in {time.monotonic() - began:.0f} s", flush=True)
        return _campaign(built)


def _campaign(cluster: Any) -> int:
    from silastri.practice import sample
    from tests.builders import MONDAY

    from . import people
    from .blows import BLOWS
    from .figures import HEAD, Figures

    (cluster.folder / "shared/scan.pdf").write_bytes(sample.scan("Berkas", MONDAY))
    town = people.run_inside(cluster, "town")
    told = people.begin_told(cluster)
    hands = people.Hands(cluster)
    hands.keep()
    beside = [people.Beside(work) for work in people.browsers(town)]
    print(HEAD, flush=True)
    rows: list[Figures] = []
    try:
        for blow in (one for one in BLOWS if ONLY in one.name):
            for _ in range(TIMES):
                rows.append(_struck(cluster, blow, hands, told))
                print(rows[-1].row(), flush=True)
    finally:
        for one in beside:
            one.end()
        hands.end()
        _keep(told)
    found = people.run_inside(cluster, "reckon", people.TOLD)
    return _said(found, rows)


def _struck(cluster: Any, blow: Any, hands: Any, told: Path) -> Any:
    from . import figures

    cluster.until_whole()
    hands.keep()
    time.sleep(_CALM)
    since = time.time()
    take_back = blow.strike(cluster)
    time.sleep(blow.lasts)
    until = time.time()
    take_back()
    whole = cluster.until_whole(300)
    return figures.of_blow(blow.name, told, since, until, whole)


def _said(found: dict[str, Any], rows: list[Any]) -> int:
    wrong = [f"{name}: {len(found[name])}, as {found[name][:5]}" for name in _WRONG if found[name]]
    wrong += [f"audit: {found['audit']}"] if found["audit"] else []
    for one in rows:
        is_back = all(found is not None and found <= _WRITES_BACK for found in (one.writes, one.reads))
        if one.blow != "rolling upgrade" and not is_back:
            wrong.append(f"{one.blow}: not back within {_WRITES_BACK:.0f} s")
        if one.blow == "rolling upgrade" and (one.looks_failed or one.looks_noted_failed or one.acts_failed):
            wrong.append(f"{one.blow}: a page or an act failed")
    print(
        f"{found['told']} acts told by hands and {found['by_browsers']} by pages, {found['cases']} cases, "
        f"{found['done']} done: {len(found['lost'])} lost, {len(found['doubled'])} doubled, "
        f"{len(found['broken'])} broken cards; {found['unheard']} messages sent again whose sender had died"
    )
    print(*wrong, sep="\n")
    print("FAILED" if wrong else "PASSED")
    return 1 if wrong else 0


def _keep(told: Path) -> None:
    """Beside the build, for whoever wants to know more."""
    kept = Path("build/cluster-told.jsonl")
    kept.parent.mkdir(exist_ok=True)
    kept.write_bytes(told.read_bytes())


if __name__ == "__main__":
    sys.exit(main())
