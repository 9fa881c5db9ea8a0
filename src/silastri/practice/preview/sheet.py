"""``silastri standard letter``: one letter of a folder with invented answers, drawn in a temporary installation."""

import sys
from pathlib import Path

from silastri.domain.refusal import NotFit, Refusal

from . import home, reading


def write(path: Path, key: str, filling: str, on_path: str) -> int:
    """Writes the PDF to standard output and mistakes to standard error. Without a key it draws the first letter."""
    try:
        service = reading.service_folder(path)
    except reading.NoService as error:
        return _wrong(f"{path}:1: {error}")
    found = reading.read(service)
    if found is None or not found.may_run:
        return _wrong("\n".join(str(mistake.finding) for mistake in found.grave) if found else f"{path}:1: tidak ada")
    with home.throw_away() as folder:
        home.settle(folder, 80)
        try:
            sys.stdout.buffer.write(_drawn(service, key, filling, on_path))
        except Refusal as refusal:
            return _wrong(str(refusal))
    return 0


def _drawn(service: Path, key: str, filling: str, on_path: str) -> bytes:
    import django  # noqa: PLC0415 - settings must be named first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from silastri.apps.catalog import queries as catalog  # noqa: PLC0415 - needs the settings
    from silastri.apps.offices import queries as offices  # noqa: PLC0415
    from silastri.domain.case.sample import Filling  # noqa: PLC0415
    from silastri.jobs.publishing import NotPublishable  # noqa: PLC0415
    from silastri.journey.letters import sample_letter  # noqa: PLC0415

    from .workshop import WORKSHOP  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    at = timezone.now()
    try:
        WORKSHOP.open(service, at)
    except NotPublishable as error:  # it asks for a letter of a service that is not in the temporary installation
        raise NotFit(str(error)) from None
    assert WORKSHOP.service
    version = catalog.current(WORKSHOP.service, offices.today(WORKSHOP.service.office, at))
    assert version
    first = sample_letter.samples(catalog.definition(version.pk))[0].key
    return sample_letter.draw(version, key or first, filling=Filling(filling), path=on_path, at=at)


def _wrong(words: str) -> int:
    sys.stderr.write(f"{words}\n")
    return 1
