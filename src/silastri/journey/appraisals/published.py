"""What everybody may see of an office's officers: rewards of those who agreed."""

from datetime import date

from silastri.apps.appraisals import queries
from silastri.apps.appraisals.models import Reward
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office


def rewards(office: Office, on: date) -> list[tuple[Reward, str]]:
    """Of this year and the last, with the post."""
    found = queries.public_rewards(office.pk, on.year - 1)
    return [(one, offices.title(office, one.post)) for one in found]
