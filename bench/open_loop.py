"""Whole cases over HTTP on a served demo, at a steady pace that does not wait for answers: a citizen opens the page of
the service, begins, fills in, attaches, sends; the officers do each step to the end; he fetches his letter.

    python bench/open_loop.py                       10 cases a second for 60 seconds, on PostgreSQL
    RATE=1 SECONDS=10 python bench/open_loop.py     less

A case fails where it does not come to its letter, an answer is a fault of the server (5xx), or takes more than thirty
seconds. The people are threads of one process on the same machine, and take their share of it.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from databases import fresh  # noqa: E402
from keys import tell  # noqa: E402
from served import PORT, served  # noqa: E402
from step_keys import _environment  # noqa: E402

RATE, SECONDS = float(os.environ.get("RATE") or 10), float(os.environ.get("SECONDS") or 60)
SERVICE = "/layanan/rokan-hilir/jompo-terlantar/"
FULL = (10, 60)


def main() -> None:
    if "--fill" in sys.argv:
        fill(int(sys.argv[-1]))
        return
    if "--drive" in sys.argv:
        drive(json.loads(sys.argv[-1]))
        return
    measure(__file__, max(1, round(RATE * SECONDS)), "open_loop")


def measure(script: str, citizens: int, name: str) -> None:
    """Fills a database, serves it, and lets the script drive its people."""
    with tempfile.TemporaryDirectory() as folder, fresh(name) as database:
        home = Path(folder)
        (home / "DEMO").touch()
        environment = _environment(home, database)
        fill_it = [sys.executable, __file__, "--fill", str(citizens)]
        known = subprocess.run(fill_it, env=environment, check=True, capture_output=True, text=True).stdout
        with served(environment):
            subprocess.run([sys.executable, script, "--drive", known], env=environment, check=True)


def fill(citizens: int) -> None:
    """A town with so many citizens; prints who they and the officers are."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from silastri.practice import sample
    from tests.builders import MONDAY, a_town, definition

    town = a_town()
    people = [
        sample._person(name=f"Warga Contoh {n}", phone=f"+62899{1_000_000 + n}", at=MONDAY) for n in range(citizens)
    ]
    posts = {step.actor for step in definition().sop.steps[1:]}
    officers = {post: town.officer(post).pk for post in posts}
    print(json.dumps({"citizens": [person.pk for person in people], "officers": officers}))


def drive(known: dict[str, Any]) -> None:
    import django

    django.setup()
    from visitors import Meter, Person, Wire, at_pace

    meter = Meter()
    officers = {
        post: Person(post, Wire(PORT, meter, kind="officer")).come_in(pk) for post, pk in known["officers"].items()
    }
    began = time.monotonic()
    works = [partial(a_case, pk, officers, meter) for pk in known["citizens"]]
    failed = at_pace(works, SECONDS, meter)
    note = f"{len(works)} cases in {time.monotonic() - began:.0f} s; {meter}; {len(meter.failed)} of them failed"
    tell("open_loop_failed", failed, note=note if (RATE, SECONDS) >= FULL else f"at {RATE:g} a second: {note}")


def a_case(pk: int, officers: dict[str, Any], meter: Any) -> None:
    """From the page of the service to the letter. Raises Lost."""
    from visitors import Person, Wire

    from silastri.domain.kinds import Kind
    from silastri.practice import sample
    from silastri.practice.walk import people
    from tests.builders import definition, today

    citizen = Person(f"Warga {pk}", Wire(PORT, meter, kind="citizen"))
    at = handed_in(citizen, pk)
    ref = at.split("/")[2]
    for step in definition().sop.steps[1:]:
        if step.kind is Kind.HAND_OVER:
            answer_survey(citizen, at)
        officer = officers[step.actor].again()
        officer.open("/petugas/")
        officer.open(f"/petugas/permohonan/{ref}/")
        people.do(people.Doing(officer, step, "lanjut", sample.typed(step.form), False, today()))
        officer.wire.close()
    citizen.open(at)
    letter = next(link.href for link in citizen.page.links if "/surat/" in link.href and link.href.endswith(".pdf"))
    citizen.open(letter)
    assert citizen.content.startswith(b"%PDF-"), "no letter"
    citizen.wire.close()


def handed_in(citizen: Any, pk: int) -> str:
    """The page of the case that he begins, fills in and sends. Raises Lost."""
    from silastri.practice import sample
    from tests.builders import MONDAY

    at = begun(citizen, pk)
    citizen.open(f"{at}berkas/")
    for key in offered(citizen):
        form = next(f for f in citizen.page.forms if "berkas" in f.names and f.values["persyaratan"] == key)
        citizen.send(form, {"berkas": sample.scan("Berkas", MONDAY)})
    citizen.open(f"{at}kirim/")
    citizen.send(citizen.form("Kirim permohonan"))
    if "/terkirim/" not in citizen.path:
        raise RuntimeError(f"not sent: {citizen.path}")
    return at


def begun(citizen: Any, pk: int) -> str:
    """The page of a case with its form filled in."""
    from silastri.practice import sample
    from silastri.practice.walk.variant import straight
    from silastri.web.questions import in_parts
    from tests.builders import definition, today

    citizen.open(SERVICE)
    citizen.come_in(pk)
    citizen.open(SERVICE)
    citizen.send(citizen.form("Ajukan permohonan"))
    at = "/".join(citizen.path.split("/")[:3]) + "/"
    typed = sample.answers(definition()) | straight(definition(), today()).answers
    typed |= in_parts(typed) | {"yakin": "ya"}
    while "/formulir/" in citizen.path:
        form = citizen.form("Lanjutkan")
        form.names.add("yakin")
        before = citizen.path
        citizen.send(form, {name: value for name, value in typed.items() if name in form.names})
        if citizen.path == before:
            raise RuntimeError(f"not taken: {citizen.page.text[:300]}")
    return at


def offered(citizen: Any) -> list[str]:
    """The papers for which the page takes a file."""
    return [form.values["persyaratan"] for form in citizen.page.forms if "berkas" in form.names]


def answer_survey(citizen: Any, at: str) -> None:
    citizen.open(at)
    citizen.click("Isi survei kepuasan")
    form = citizen.form("Kirim jawaban")
    citizen.send(form, {name: "4" for name in form.names if re.fullmatch(r"u[1-9]|tambahan-.+", name)})


if __name__ == "__main__":
    main()
