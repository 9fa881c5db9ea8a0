"""The files that an officer asked for, and one of them taken."""

from django.db.models import QuerySet

from silastri.apps.audit.operations import log
from silastri.apps.made_files import queries
from silastri.apps.made_files.models import MadeFile
from silastri.domain import sealing
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotThere


class NoFile(NotThere):
    """There is no such file, or somebody else asked for it."""


class NotReady(MovedOn):
    """It is not there yet, or not there any more."""


def mine(act: Act) -> QuerySet[MadeFile]:
    return queries.of_person(act.by.office or 0, act.by.person or 0)


def one(act: Act, pk: int) -> MadeFile:
    """Raises NoFile."""
    found = queries.one(pk, office=act.by.office or 0, person=act.by.person or 0)
    if found is None:
        raise NoFile("Berkas ini tidak ada, atau diminta orang lain.")
    return found


def take(act: Act, pk: int) -> tuple[MadeFile, bytes]:
    """Raises NoFile, NotReady."""
    found = one(act, pk)
    if found.state != MadeFile.State.DONE:
        raise NotReady(f"Berkas ini sekarang: {found.get_state_display().lower()}.")
    try:
        content = queries.content(found)
    except (OSError, sealing.CannotOpen) as error:
        raise NoFile("Berkas ini tidak terbaca lagi. Minta sekali lagi.") from error
    log(act, "take_made_file", found.name)
    return found, content
