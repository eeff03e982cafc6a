"""Whether anything of a ward still waits, or failed, is asked on page after page: without reading finished jobs."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_every_entry_salted")]
    operations = [
        migrations.AddIndex(
            "job",
            models.Index(
                fields=["ward_id", "due_at"],
                name="job_waiting_of_ward",
                condition=models.Q(done_at__isnull=True, dead_at__isnull=True),
            ),
        ),
        migrations.AddIndex(
            "job",
            models.Index(
                fields=["ward_id", "dead_at"],
                name="job_dead",
                condition=models.Q(done_at__isnull=True, dead_at__isnull=False),
            ),
        ),
    ]
