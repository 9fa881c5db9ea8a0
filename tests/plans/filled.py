"""Large tables made by the database itself: rows like one that is there, in one statement a table. What is sealed in
them opens only in the row that they were copied from, so they are to be found and not to be read."""

from collections.abc import Mapping

from django.apps import apps
from django.db import connection

from silastri.apps.cases.models import Case
from silastri.apps.offices.models import Office

Columns = Mapping[str, str]

SERIES = {
    "postgresql": "(SELECT n FROM generate_series(1, {rows}) AS made(n)) s",
    "sqlite": (
        "(WITH RECURSIVE made(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM made WHERE n < {rows}) SELECT n FROM made) s"
    ),
}


def series(rows: int) -> str:
    """The numbers from one on, as something to select from."""
    return SERIES[connection.vendor].format(rows=rows)


def multiply(model: str, pk: int, source: str, **instead: str) -> None:
    """For each row of ``source`` (called s) one more row like that one; ``instead`` gives a column its SQL."""
    table = apps.get_model(model)._meta
    columns = [field.column for field in table.concrete_fields if not field.primary_key or "id" in instead]
    quoted = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(instead.get(column, f't."{column}"') for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table.db_table} ({quoted}) SELECT {values} FROM {table.db_table} t, {source} "
            f"WHERE t.id = {int(pk)}"
        )


def text(parts: str) -> str:
    """SQL of a text in which braces hold SQL: ``C-{s.n}``."""
    pieces: list[str] = []
    for piece in parts.replace("}", "{").split("{"):
        pieces.append(f"'{piece}'" if len(pieces) % 2 == 0 else f"CAST({piece} AS text)")
    return "(" + " || ".join(pieces) + ")"


def spread(column: str, seconds: str) -> str:
    """SQL of a moment so many seconds before that of the copied row."""
    if connection.vendor == "postgresql":
        return f"t.{column} - ({seconds}) * interval '1 second'"
    return f"strftime('%Y-%m-%d %H:%M:%f000', t.{column}, '-' || ({seconds}) || ' seconds')"


def fill(running: Case, done: Case, rows: int, *, open_of: int = 20, most: int = 1000) -> None:
    """So many people, cases with control cards, papers, marks, letters, messages, tickets and log lines; one case of
    ``open_of`` still runs, three of four are of another office. ``most`` is how many rows of each table belong to one
    case."""
    multiply("offices.Office", running.office_id, series(1), slug="'kantor-lain'", code="'KLN'")
    other = Office.objects.get(slug="kantor-lain").pk
    office = {"office_id": f"CASE WHEN s.n % 4 = 0 THEN {running.office_id} ELSE {other} END"}
    first = _people_and_cases(running, done, rows, open_of, office)
    _of_cases(running, done, first, most, office)
    _beside(done, rows, office)
    analyze()


def analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _people_and_cases(running: Case, done: Case, rows: int, open_of: int, office: Columns) -> int:
    """The id after which the new cases come."""
    from silastri.apps.accounts.models import Person

    before = Person.objects.order_by("-pk").values_list("pk", flat=True)[0]
    multiply(
        "accounts.Person", running.applicant_id, series(rows), name=text("Warga Contoh {s.n}"), nik="NULL",
        phone=text("+62899{1000000 + s.n}"), nik_index=text("indeks-{s.n}"),
    )  # fmt: skip
    newest = Case.objects.order_by("-pk").values_list("pk", flat=True)[0]
    common = {"applicant_id": f"{before} + s.n", "holder_name": text("Warga Contoh {s.n}"), **office}
    among = series(rows // open_of)
    multiply(
        "cases.Case", running.pk, among, ref=text("JLN-{s.n}"), holder_index=text("berjalan-{s.n}"),
        due_at=spread("due_at", "s.n % 900000"), submitted_at=spread("submitted_at", "s.n % 900000"), **common,
    )  # fmt: skip
    multiply(
        "cases.Case", done.pk, series(rows - rows // open_of), ref=text("SLS-{s.n}"),
        holder_index=text("selesai-{s.n}"), submitted_at=spread("submitted_at", "s.n % 60000000"),
        ended_at=spread("ended_at", "s.n % 60000000"), **common,
    )  # fmt: skip
    return newest


def _of_cases(running: Case, done: Case, after: int, most: int, office: Columns) -> None:
    """A card of as many rows, and what else a case has, for each of the new cases."""
    for one in (running, done):
        source = f"(SELECT id AS n FROM cases_case WHERE id > {after} AND state = '{one.state}') s"
        same = {"case_id": "s.n"}
        for run in one.runs.all()[:most]:
            multiply("cases.StepRun", run.pk, source, left_at=spread("left_at", "s.n % 60000000"), **same)
        for paper in one.documents.all()[:most]:
            multiply("cases.CaseDocument", paper.pk, source, **same)
        for mark in one.marks.all()[:most]:
            multiply("cases.Mark", mark.pk, source, **same)
        for message in one.messages.all()[:most]:
            multiply(
                "message.Message", message.pk, source, about=text(f"{message.pk}-{{s.n}}"), state="'sent'",
                queued_at=spread("queued_at", "s.n % 60000000"), provider_id=text(f"p-{message.pk}-{{s.n}}"),
                values="NULL",  # forgotten: what is sealed opens only in its own row
                **same, **office,
            )  # fmt: skip
        for letter in one.letters.all():
            multiply(
                "letters.Letter", letter.pk, source, code=text(f"{letter.pk}-{{s.n}}"), sequence="s.n + 1000",
                number=text(f"{letter.pk}/{{s.n}}"), sha256=text(f"{letter.pk}-{{s.n}}"),
                made_at=spread("made_at", "s.n % 60000000"), **same, **office,
            )  # fmt: skip


def _beside(done: Case, rows: int, office: Columns) -> None:
    """What is kept beside cases: the archive, stored files, the queue of days gone by, the access log."""
    from silastri.apps.archive.models import Record
    from silastri.apps.audit.models import LogEntry
    from silastri.apps.documents.models import StoredFile
    from silastri.apps.tickets.models import Ticket

    file = StoredFile.objects.order_by("pk")[0]
    multiply("documents.StoredFile", file.pk, series(rows), sha256=text("isi-{s.n}"))
    if entry := LogEntry.objects.order_by("pk").first():
        multiply(
            "audit.LogEntry", entry.pk, series(rows), at=spread("at", "s.n"), about=text("case:SLS-{s.n}"), **office
        )
    if ticket := Ticket.objects.order_by("pk").first():
        on = "(s.n / 90)::int" if connection.vendor == "postgresql" else "'-' || (s.n / 90) || ' days'"
        day = f't."on" - {on}' if connection.vendor == "postgresql" else f'date(t."on", {on})'
        multiply(
            "tickets.Ticket", ticket.pk, series(rows), code=text("T{s.n}"), on=day,
            serial="s.n % 90 + 100", state="'done'", **office,
        )  # fmt: skip
    if record := Record.objects.filter(case=done).order_by("pk").first():
        source = "(SELECT id AS n FROM cases_case WHERE ref LIKE 'SLS-%') s"
        multiply("archive.Record", record.pk, source, case_id="s.n", **office)
