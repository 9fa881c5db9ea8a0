"""Figures of how the installation does, for whoever watches over many servers: no person, office or case by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from silastri.apps import schema
from silastri.apps.accounts import broken
from silastri.apps.beats import queries as beats
from silastri.apps.beats.models import Beat
from silastri.apps.cases import across
from silastri.apps.inbox import queries as inbox
from silastri.apps.messages import queries as messages
from silastri.journey.office import running, safety


@dataclass(frozen=True, slots=True)
class Figure:
    """A gauge; ``values`` by label, or one under the empty label."""

    name: str
    told: str
    values: Mapping[str, float]
    label: str = ""

    def lines(self) -> list[str]:
        name = f"silastri_{self.name}"
        found = [f"# HELP {name} {self.told}", f"# TYPE {name} gauge"]
        for key, value in self.values.items():
            found.append(f'{name}{{{self.label}="{key}"}} {value:g}' if self.label else f"{name} {value:.15g}")
        return found


def figures(at: datetime) -> list[Figure]:
    known = beats.beats()
    worker, backup = known.get(running.WORKER), known.get(safety.BACKUP)
    oldest = messages.oldest_due(at)
    failed = sum(1 for one in known.values() if one.failed_at and one.failed_at >= one.at)
    return [
        Figure("cases", "Cases by state.", across.by_state(), "state"),
        Figure("messages_waiting", "Messages that are to be sent, by channel.", messages.waiting(), "channel"),
        Figure("message_lag_seconds", "How long the oldest message that is due waits.", _one(_since(oldest, at))),
        Figure("received_waiting", "What came in and is not read yet.", _one(inbox.waiting(at))),
        Figure("worker_beat_age_seconds", "Since the last sign of life of the worker.", _age(worker, at)),
        Figure("backup_age_seconds", "Since the last backup.", _age(backup, at)),
        Figure("duties_failed", "Duties of the worker that failed when they ran last.", _one(failed)),
        Figure("alarms", "What somebody must look at now.", _one(len(running.alarms(at)))),
        Figure("sealed_broken", "Sealed values that do not open.", _one(len(broken.found()))),
        Figure("database_bytes", "Size of the database.", _one(schema.size())),
    ]


def _one(value: float) -> dict[str, float]:
    return {"": value}


def _since(moment: datetime | None, at: datetime) -> float:
    return max(0.0, (at - moment).total_seconds()) if moment else 0.0


def _age(beat: Beat | None, at: datetime) -> dict[str, float]:
    return _one(_since(beat.at, at)) if beat else {}
