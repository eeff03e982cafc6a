"""The day that counts now and the stage of a matter, kept by the database; promises known so far are read once."""

import datetime

from django.db import migrations, models
from django.db.models.functions import Coalesce

READ_PROMISES = """
UPDATE matters_matter SET promise_due = (
    SELECT min(promise.due_on) FROM commitments_commitment AS promise
    WHERE promise.subject_room = 'matters' AND promise.subject_id = matters_matter.id
    AND promise.state IN ('open', 'reopened')
)
WHERE id IN (SELECT subject_id FROM commitments_commitment WHERE subject_room = 'matters')
"""
WAITING = ("open", "asked", "promised", "handed_over")
DONE = ("answered", "declined", "kept", "unconfirmed")
NEXT_DUE = Coalesce(
    models.Case(models.When(state="promised", then=models.F("promise_due")), default=models.F("due_on")),
    models.Value(datetime.date.max),
)
STAGE = models.Case(
    models.When(state__in=WAITING, then=models.Value("waits")),
    models.When(state__in=DONE, then=models.Value("done")),
    default=models.Value(""),
)
INDEXES = {
    "matter_of_stage_by_day": ["ward", "stage", "next_due", "id"],
    "matter_of_stage": ["ward", "stage", "-id"],
    "matter_of_state_by_day": ["ward", "state", "next_due", "id"],
    "matter_at_post_by_day": ["ward", "post", "stage", "next_due", "id"],
}


class Migration(migrations.Migration):
    dependencies = [("matters", "0007_escalation"), ("commitments", "0003_uncovered_evidence")]
    operations = [
        migrations.RemoveIndex("matter", "matter_waiting"),
        migrations.RemoveIndex("matter", "matter_waiting_at_post"),
        migrations.AddField("matter", "promise_due", models.DateField(null=True)),
        migrations.RunSQL(READ_PROMISES, migrations.RunSQL.noop),
        migrations.AddField(
            "matter", "next_due",
            models.GeneratedField(expression=NEXT_DUE, output_field=models.DateField(), db_persist=True),
        ),
        migrations.AddField(
            "matter", "stage",
            models.GeneratedField(expression=STAGE, output_field=models.CharField(max_length=5), db_persist=True),
        ),
        *(migrations.AddIndex("matter", models.Index(fields=fields, name=name)) for name, fields in INDEXES.items()),
    ]  # fmt: skip
