"""When the database is away: gone, changing over to another server, or one that may only be read."""

import sys

from django.db import DatabaseError, InterfaceError, OperationalError, connections

# Classes of SQLSTATE: connection lost, resources exhausted (disk full, too many connections), an operator's stop, an
# error of the system (a disk). 25006 is a write on a server that became a replica, 58000 is an error of PgBouncer's.
_CLASSES = ("08", "53", "57P", "58")
_READ_ONLY = "25006"


def is_away(error: BaseException | None) -> bool:
    """Whether the same act may succeed in a while, on another connection. A mistake of ours is none of that."""
    while error is not None:
        if isinstance(error, InterfaceError):
            return True
        cause = error.__cause__
        psycopg = sys.modules.get("psycopg")  # not loaded, 8 MB of it, where the database is SQLite
        if isinstance(error, DatabaseError) and psycopg and isinstance(cause, psycopg.Error):
            code = cause.sqlstate
            if code is None:  # the server said nothing any more
                return isinstance(error, OperationalError)
            return bool(code == _READ_ONLY or code.startswith(_CLASSES))
        error = cause or error.__context__
    return False


def let_go() -> None:
    """The next act asks for a new connection. A server that became a replica answers every health check of an old one,
    and would refuse each write for as long as it is kept. Inside a transaction it is left to whoever began it."""
    for connection in connections.all(initialized_only=True):
        if connection.vendor == "postgresql" and not connection.in_atomic_block:
            connection.close()
