"""What was taken out of FTS5 leaves its pages with all other traces (backups.traces), not job by job: those that wait for
it go, since each erasure has a job of that sweep beside."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forget(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("ledger", "Job").objects.filter(follower="searching.purge", done_at=None).delete()


class Migration(migrations.Migration):
    dependencies = [("searching", "0002_merged_by_the_worker"), ("ledger", "0005_waiting_of_ward")]
    operations = [migrations.RunPython(forget, migrations.RunPython.noop, elidable=True)]
