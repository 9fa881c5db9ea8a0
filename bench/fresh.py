"""From `git clone` and `make run` to the first page, with the packages in the cache of this machine.

    python bench/fresh.py              a first clone fills the cache, a second one is measured
    WARM=0 python bench/fresh.py       one clone, where the cache is known to be warm

Each clone has a folder, a home and a port of its own; what it started is stopped, and the folder is removed.
"""

import os
import signal
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from keys import tell

ROOT = Path(__file__).parent.parent
PORT = int(os.environ.get("PORT") or 9161)
WARM = os.environ.get("WARM", "1") != "0"
LONGEST = 600  # seconds
# What a developer has set for this tree is not for another.
_OURS = ("SILASTRI_", "PYTHON", "VIRTUAL_ENV", "DJANGO_", "MAKE", "MFLAGS", "PORT", "UV_PROJECT")


def main() -> None:
    if WARM:
        print(f"  the cache filled in {measured():.1f} s", flush=True)
    tell("run_fresh_s", measured(), on="SQLite", note="packages in the cache" if WARM else "cache as it was")


def measured() -> float:
    """Seconds until the first page. Raises RuntimeError where none comes."""
    with tempfile.TemporaryDirectory() as folder:
        clone, said = Path(folder) / "silastri", Path(folder) / "said"
        began = time.perf_counter()
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        with said.open("w") as out:
            run = subprocess.Popen(
                ["make", "run", f"PORT={PORT}"],
                cwd=clone,
                env=environment(),
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        try:
            _first_page(run, said)
            return time.perf_counter() - began
        finally:
            stop(run)


def environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}


def _first_page(run: "subprocess.Popen[bytes]", said: Path) -> None:
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=30) as answer:
                assert b"</html>" in answer.read()
                return
        except OSError:
            if run.poll() is not None:
                break
            time.sleep(0.05)
    raise RuntimeError(f"no page: {said.read_text()[-500:]}")


def stop(run: "subprocess.Popen[bytes]") -> None:
    """It and all that it started."""
    for what, patience in ((signal.SIGTERM, 30), (signal.SIGKILL, 5)):
        try:
            os.killpg(run.pid, what)
        except ProcessLookupError:
            break
        until = time.monotonic() + patience
        while time.monotonic() < until and _lives(run):
            time.sleep(0.1)
    run.wait(timeout=5)


def _lives(run: "subprocess.Popen[bytes]") -> bool:
    run.poll()  # a process that ended is there until it is asked for
    try:
        os.killpg(run.pid, 0)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    main()
