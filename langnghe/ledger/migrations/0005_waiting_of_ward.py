"""Whether anything of a ward still waits is asked on every page: without reading the ward's finished jobs."""

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
    ]
