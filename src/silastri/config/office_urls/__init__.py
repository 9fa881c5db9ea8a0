"""The addresses by which an office runs its hall, measures itself and is watched over, one file for each part."""

from .appraisals import APPRAISALS
from .assessments import ASSESSMENTS
from .desk import DESK
from .devices import DEVICES
from .figures import FIGURES
from .personal_data import PERSONAL_DATA
from .queueing import QUEUEING
from .reports import REPORTS
from .reviews import REVIEWS
from .watch import WATCH

OFFICE = [
    *QUEUEING, *DEVICES, *DESK, *FIGURES, *REPORTS, *REVIEWS, *ASSESSMENTS, *APPRAISALS, *WATCH, *PERSONAL_DATA,
]  # fmt: skip
