"""PostgreSQL's own protocol: prepared statements, several in one trip, together with the BEGIN of their transaction.

psycopg does the same with more care than a step has time for: it asks anew for the kind of every value, and a pipeline
of its own costs more than the trips that it saves (docs/why/0006).
"""

import select
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import psycopg
from psycopg import Binary, errors, pq
from psycopg.adapt import PyFormat, Transformer
from psycopg.types.json import Jsonb

_MOST = 200  # statements prepared in one session; each takes some of the server's memory
_PLAN_IS_OLD = "0A000"  # a column that a prepared statement reads became of another type
Row = list[Any]
Given = tuple[bytes, Sequence[Any]]  # a statement with $1, $2 and so on, and its values


def fits(session: psycopg.Connection[Any]) -> bool:
    """Whether its transactions begin plainly, and its moments are written so that they are read here."""
    if session.isolation_level is not None or session.read_only is not None or session.deferrable is not None:
        return False
    said = session.pgconn.parameter_status
    return (said(b"DateStyle") or b"").startswith(b"ISO") and said(b"TimeZone") == b"UTC"


def send(session: psycopg.Connection[Any], given: Sequence[Given]) -> list[Row]:
    """Executes them in their order, up to the first that fails. The rows of the last one. Raises psycopg.Error."""
    texts = [[_WRITTEN.get(type(value), _other)(value) for value in values] for _, values in given]
    line, names = session.pgconn, _kept(session, "names")
    begins = not session.autocommit and line.transaction_status == pq.TransactionStatus.IDLE
    sent: list[bytes] = []  # for each answer the statement that it prepares, if any
    line.enter_pipeline_mode()
    try:
        if begins:
            line.send_query_params(b"BEGIN", None)
            sent.append(b"")
        for (sql, _), values in zip(given, texts, strict=True):
            if sql not in names and len(names) < _MOST:
                names[sql] = b"silastri_%d" % len(names)
                line.send_prepare(names[sql], sql)
                sent.append(sql)
            if name := names.get(sql):
                line.send_query_prepared(name, values)
            else:
                line.send_query_params(sql, values)
            sent.append(b"")
        line.pipeline_sync()
        answers = _answers(line)
        line.exit_pipeline_mode()
    except BaseException:
        session.close()  # nobody knows what was answered
        raise
    for place, sql in enumerate(sent):
        if sql and (place >= len(answers) or answers[place].status != pq.ExecStatus.COMMAND_OK):
            del names[sql]
    return _rows(session, given[-1][0], answers)


def _kept(session: psycopg.Connection[Any], what: str) -> dict[bytes, Any]:
    """What is known of statements as long as the session lasts."""
    kept: dict[bytes, Any] = session.__dict__.setdefault(f"silastri_{what}", {})
    return kept


def _answers(line: pq.abc.PGconn) -> list[pq.abc.PGresult]:
    """One for each statement; those after one that failed say only that."""
    found: list[pq.abc.PGresult] = []
    poll = select.poll()
    poll.register(line.socket, select.POLLIN | (select.POLLOUT if line.flush() else 0))
    while True:
        while line.is_busy():
            poll.poll()
            line.consume_input()
            poll.modify(line.socket, select.POLLIN | (select.POLLOUT if line.flush() else 0))
        answer = line.get_result()
        if answer is None:  # stands between two answers
            if line.status != pq.ConnStatus.OK:
                raise psycopg.OperationalError(line.get_error_message() or "the connection was lost")
        elif answer.status == pq.ExecStatus.PIPELINE_SYNC:
            return found
        else:
            found.append(answer)


def _rows(session: psycopg.Connection[Any], sql: bytes, answers: Sequence[pq.abc.PGresult]) -> list[Row]:
    for answer in answers:
        if answer.status == pq.ExecStatus.FATAL_ERROR:
            error = errors.error_from_result(answer, "utf-8")
            if error.sqlstate == _PLAN_IS_OLD:
                session.close()  # the next one plans anew
                raise psycopg.OperationalError("a table was changed under a prepared statement") from error
            raise error
    last, readers = answers[-1], _kept(session, "readers")
    if last.status != pq.ExecStatus.TUPLES_OK:
        return []
    if sql not in readers:
        readers[sql] = [_reader(last.ftype(column), session) for column in range(last.nfields)]
    taken = list(enumerate(readers[sql]))
    return [
        [None if (value := last.get_value(row, column)) is None else read(value) for column, read in taken]
        for row in range(last.ntuples)
    ]


def _other(value: Any) -> bytes:
    if isinstance(value, str):  # a word of a list of ours
        return _said(str.__str__(value))
    return bytes(Transformer().get_dumper(value, PyFormat.TEXT).dump(value) or b"")


def _said(text: str) -> bytes:
    said = text.encode()
    if b"\0" in said:  # the server would take it for the end
        raise psycopg.DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")
    return said


def _hexadecimal(value: bytes | memoryview) -> bytes:
    return b"\\x" + value.hex().encode()


def _json(value: Jsonb) -> bytes:
    found = value.dumps(value.obj) if value.dumps else None
    if found is None:
        raise TypeError("Django says how its JSON is written")
    return _said(found) if isinstance(found, str) else found


# As PostgreSQL reads it. Of what kind it is, the server knows by the column.
_WRITTEN: Mapping[type, Callable[[Any], bytes | None]] = {
    type(None): lambda value: value,
    str: _said,
    int: lambda value: b"%d" % value,
    bool: lambda value: b"t" if value else b"f",
    datetime: lambda value: value.isoformat().encode(),
    date: lambda value: value.isoformat().encode(),
    Decimal: lambda value: str(value).encode(),
    bytes: _hexadecimal,
    memoryview: _hexadecimal,
    Binary: lambda value: _hexadecimal(value.obj),
    Jsonb: _json,
}


def _reader(kind: int, session: psycopg.Connection[Any]) -> Callable[[bytes], Any]:
    """Reads a value of that kind as Django's cursor gives it."""
    return _READ.get(kind) or Transformer(session).get_loader(kind, pq.Format.TEXT).load


def _moment(text: bytes) -> datetime:
    return datetime.fromisoformat(text.decode())


_READ: Mapping[int, Callable[[bytes], Any]] = {
    **dict.fromkeys((20, 21, 23), int),  # bigint, smallint, integer
    **dict.fromkeys((25, 1043, 3802), bytes.decode),  # text, varchar; jsonb, which Django reads
    16: b"t".__eq__,  # boolean
    17: lambda text: bytes.fromhex(text[2:].decode()),  # bytea
    1184: _moment,  # timestamptz
}
