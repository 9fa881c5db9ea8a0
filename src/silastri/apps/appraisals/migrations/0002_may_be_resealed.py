"""Encrypted columns of rows that stay are sealed anew when the key changes."""

from django.db import migrations

from silastri.apps.append_only import kept_from

_TABLE = "appraisals_appraisal"
_GIVEN, _CLOSED = ("facts", "person_id", "by_id", "since", "until"), ("state", "closed_by_id")
_BEFORE = (
    kept_from(_TABLE, "appraisals_given", once="given_at", columns=("said", *_GIVEN)),
    kept_from(_TABLE, "appraisals_closed", once="closed_at", columns=("answer", *_CLOSED)),
)


class Migration(migrations.Migration):
    dependencies = [("appraisals", "0001_initial")]

    operations = [
        *(migrations.RunPython(one.reverse_code, one.code) for one in _BEFORE),
        kept_from(_TABLE, "appraisals_given", once="given_at", columns=_GIVEN, sealed=("said",)),
        kept_from(_TABLE, "appraisals_closed", once="closed_at", columns=_CLOSED, sealed=("answer",)),
    ]
