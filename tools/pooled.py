"""Runs tests through a real PgBouncer that pools transactions: each transaction gets whatever session is free.

    python tools/pooled.py [what pytest is told]

Without a word: some tests of records, acts and the worker. `SHORT` is what the check runs.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

POSTGRESQL = os.environ.get("SILASTRI_TEST_DATABASE") or "postgresql://postgres@127.0.0.1:5432/postgres"
SHORT = ["tests/jobs/test_pooled.py"]
LONGER = [
    *SHORT,
    "tests/apps",
    "tests/journey/steps",
    "tests/journey/outbox",
    "tests/journey/registers",
    "tests/jobs/test_worker.py",
]
# A session is let go soon, so that a test database can be dropped.
_INI = """[databases]
* = host={host} port={port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {own}
unix_socket_dir =
auth_type = any
auth_file = {users}
admin_users = postgres
pool_mode = transaction
default_pool_size = 12
server_round_robin = 1
server_idle_timeout = 1
ignore_startup_parameters = extra_float_digits
"""


@contextmanager
def pgbouncer(url: str) -> Iterator[str]:
    """The address of a PgBouncer before that server."""
    parts, own = urlsplit(url), _free_port()
    folder = Path(tempfile.mkdtemp(prefix="pgbouncer-"))
    folder.chmod(0o755)
    (folder / "users.txt").write_text(f'"{parts.username}" "{parts.password or ""}"\n')
    said = _INI.format(host=parts.hostname, port=parts.port or 5432, own=own, users=folder / "users.txt")
    (folder / "pgbouncer.ini").write_text(said.replace("* = ", f"* = user={parts.username} ", 1))
    command = [_program(), "-q", str(folder / "pgbouncer.ini")]
    process = subprocess.Popen(command, user="postgres" if os.geteuid() == 0 else None)
    try:
        _until_it_answers(own)
        yield parts._replace(netloc=f"{parts.username}@127.0.0.1:{own}").geturl()
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(folder)


def is_here() -> bool:
    return bool(_program())


def _program() -> str:
    return shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or ""


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _until_it_answers(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("PgBouncer does not answer")


def main() -> int:
    if not is_here():
        print("NOT RUN  PgBouncer is not installed (Debian: apt install pgbouncer)")
        return 1
    with pgbouncer(POSTGRESQL) as url:
        said = os.environ | {"SILASTRI_TEST_DATABASE": url, "SILASTRI_DATABASE_DIRECT": POSTGRESQL}
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-q", *(sys.argv[1:] or LONGER)], env=said, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
