"""The register of competences: what each post asks for, who shows it by a certificate, who may stand in."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from silastri.adapters.spreadsheet import spreadsheet
from silastri.adapters.spreadsheet.port import Cell, Column, Table
from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.apps.catalog import queries as catalog
from silastri.apps.competences import queries
from silastri.apps.competences.models import Certificate, PostSkill
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.act import Act
from silastri.domain.review import competence
from silastri.domain.review.competence import Wanted
from silastri.journey.complaints.book import Sheet
from silastri.journey.improvements.access import as_planner

_ENDS = {"ended": "sudah berakhir", "very_soon": "berakhir dalam 30 hari", "soon": "berakhir dalam 90 hari", "": ""}


@dataclass(frozen=True)
class Holder:
    """Who holds a post, and which of the things that it asks for no certificate of his shows."""

    person: Person
    lacking: tuple[Wanted, ...]

    @property
    def lacks(self) -> set[str]:
        return {one.key for one in self.lacking}


@dataclass(frozen=True)
class PostTold:
    key: str
    title: str
    wanted: tuple[Wanted, ...]
    holders: tuple[Holder, ...]
    stand_ins: tuple[Person, ...]  # others of the office who show all that the post asks for

    @property
    def gaps(self) -> int:
        return sum(len(one.lacking) for one in self.holders)


def all_wanted(office: Office, today: date) -> list[Wanted]:
    """What any post of the office asks for, each thing once."""
    return list({one.key: one for wanted in _wanted(office, today).values() for one in wanted}.values())


def offered(office: Office, posts: Iterable[str], today: date) -> list[Wanted]:
    """What a holder of these posts may show by a certificate: what they ask for, and what the office itself asks of
    any post, so that he can stand in."""
    found, mine = _wanted(office, today), set(posts)
    listed = [one for post, wanted in found.items() for one in wanted if post in mine or not one.of]
    return list({one.key: one for one in listed}.values())


def shown_by(office: Office, posts: Iterable[str], name: str, today: date) -> tuple[int, int]:
    """How many of the holders of these posts show it by a certificate in force, and how many they are."""
    key, covered = competence.key_of(name), _covered(office, today)
    people = {one.person_id for one in offices.in_posts(office, posts, today) if not one.only_signs}
    return sum(1 for pk in people if key in covered.get(pk, ())), len(people)


def _wanted(office: Office, today: date) -> dict[str, list[Wanted]]:
    """By post: what the office asks for itself, and what the standards of its services ask for."""
    found: dict[str, dict[str, Wanted]] = {post.key: {} for post in offices.definition(office).posts}
    for skill in queries.skills(office.pk):
        one = Wanted(competence.key_of(skill.name), skill.name, "")
        found.setdefault(skill.post, {})[one.key] = one
    for version in catalog.in_force(office.pk, today):
        definition = catalog.definition(version.pk)
        for post in competence.posts_of(definition) & found.keys():
            for one in competence.of_standard(definition):
                found[post].setdefault(one.key, one)
    return {post: list(wanted.values()) for post, wanted in found.items()}


def posts(office: Office, today: date) -> list[PostTold]:
    """Each post of the office, in its own order."""
    wanted, covered = _wanted(office, today), _covered(office, today)
    desks = offices.desks_of(office, today)
    people = {one.pk: one for one in Person.objects.filter(pk__in=desks).order_by("name", "pk")}
    found = []
    for post in offices.definition(office).posts:
        asked = wanted[post.key]
        mine = [one for one in people.values() if post.key in desks[one.pk].posts]
        rest = [one for one in people.values() if post.key not in desks[one.pk].posts]
        found.append(
            PostTold(
                post.key,
                post.title,
                tuple(asked),
                tuple(Holder(one, tuple(competence.lacking(asked, covered.get(one.pk, ())))) for one in mine),
                tuple(one for one in rest if asked and not competence.lacking(asked, covered.get(one.pk, ()))),
            )
        )
    return found


def _covered(office: Office, today: date) -> dict[int, set[str]]:
    """By officer, what his certificates in force show."""
    found: dict[int, set[str]] = {}
    for one in queries.in_force(office.pk, today):
        found.setdefault(one.person_id, set()).update(one.covers)
    return found


def asked_by_office(office: Office) -> list[tuple[str, PostSkill]]:
    """What a manager asks for beside the standards, with the title of the post."""
    return [(offices.title(office, one.post), one) for one in queries.skills(office.pk)]


def ends(one: Certificate, today: date) -> str:
    """When it ends, if that is soon: berakhir dalam 30 hari."""
    return _ENDS[competence.ends(one.expires_on, today)]


def sheet(act: Act) -> Sheet:
    """Certificates, and posts with what is lacking. Raises NotYours."""
    office = as_planner(act)
    today = offices.today(office, act.at)
    log(act, "export_competences", "kompetensi")
    names = {one.key: one.name for one in all_wanted(office, today)}
    rows: list[tuple[Cell, ...]] = [
        (one.person.name, one.name, one.issuer, one.number, one.issued_on, one.expires_on, one.get_state_display(),
         ends(one, today), "; ".join(names.get(key, "") for key in one.covers if key in names))
        for one in queries.of_office(office.pk)
    ]  # fmt: skip
    matrix: list[tuple[Cell, ...]] = [
        (post.title, wanted.name, wanted.of or "Kantor", holder.person.name,
         "belum" if wanted.key in holder.lacks else "ya")
        for post in posts(office, today) for wanted in post.wanted for holder in post.holders
    ]  # fmt: skip
    tables = [
        Table(
            "Sertifikat",
            (Column("Petugas", 28), Column("Sertifikat", 40), Column("Penerbit", 30), Column("Nomor", 20),
             Column("Terbit", 14), Column("Berlaku sampai", 14), Column("Keadaan", 20), Column("Peringatan", 26),
             Column("Untuk", 50)),
            rows,
        ),
        Table(
            "Jabatan",
            (Column("Jabatan", 30), Column("Yang diminta", 60), Column("Diminta oleh", 40), Column("Petugas", 28),
             Column("Bersertifikat", 14)),
            matrix,
        ),
    ]  # fmt: skip
    writer, out = spreadsheet(), io.BytesIO()
    writer.write_tables(out, tables)
    return Sheet(out.getvalue(), writer.media_type, writer.ending)
