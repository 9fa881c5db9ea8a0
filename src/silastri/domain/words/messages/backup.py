"""To managers, about the backup of all data."""

from dataclasses import dataclass

from .template import Purpose, Template


@dataclass(frozen=True, kw_only=True)
class BackupNews(Template):
    """A backup failed, or one was restored for trial."""

    key = "backup_news"
    pattern = "{what}\n{said}\nBuka: {link}"
    purpose = Purpose.WORK
    is_of_office = False
    what: str
    said: str
