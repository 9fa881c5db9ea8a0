"""The people of a preview: an applicant, and one officer for each post of the definition."""

from datetime import datetime, timedelta

from silastri.adapters.signing import signing
from silastri.apps.accounts.models import Person
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import operations as office_operations
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office, Posting
from silastri.apps.registry import queries as registries
from silastri.practice import demo, sample


def staff(office: Office, at: datetime) -> None:
    """Gives each vacant post a holder, each signer a key, and each officer who looks people up a registry.

    Posts come and go while the editor writes. The holder of a post stays, with the cases in hand.
    """
    definition = offices.definition(office)
    services = [catalog.definition(version.pk) for version in catalog.in_force(office.pk, offices.today(office, at))]
    heads = sample.heads(definition, services)
    since = offices.today(office, at) - timedelta(days=365)
    for n, post in enumerate(definition.posts):
        person = holder(office, post.key, at)
        if person is None:
            number = Posting.objects.count()
            person = sample.officer(number, post.title, at, is_head=post.key in heads)
            office_operations.post(office, person, post=post.key, since=since, manages=n == 0)
        if post.key in heads:
            _key(person)
    if registries.current(office.pk) is None:
        demo.registry(office, at - timedelta(days=30))


def holder(office: Office, post: str, at: datetime) -> Person | None:
    found = offices.holders(Office.objects.get(pk=office.pk), post, offices.today(office, at))
    return found[0] if found else None


def _key(person: Person) -> None:
    authority = getattr(signing(), "authority", None)
    if authority is not None and not authority.key_file(person.pk).exists():
        authority.issue(person=person.pk, name=person.name, passphrase=sample.PASSPHRASE)
