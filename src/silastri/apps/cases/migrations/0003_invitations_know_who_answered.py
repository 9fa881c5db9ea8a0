"""Whether somebody answered the survey is known to the invitation alone, without the day."""

from django.db import migrations

from silastri.apps.accounts.keys import lasting_indexes_of
from silastri.domain import reference


def invite(apps, schema_editor):
    """Each case under way or done is invited: who had answered before has answered."""
    case, invitation = apps.get_model("cases", "Case"), apps.get_model("surveys", "Invitation")
    found = case.objects.filter(state__in=("running", "returned", "done"), corrects="").values_list("pk", "ref", "surveyed_on")
    rows = []
    for pk, ref, on in found.iterator():
        digest = bytes.fromhex(lasting_indexes_of(f"survey {ref}")[-1])
        rows.append(invitation(case_id=pk, code=reference.survey_code(digest), state="answered" if on else "open"))
    invitation.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0002_card_is_append_only"),
        ("surveys", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(invite, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField(model_name="case", name="surveyed_on"),
    ]
