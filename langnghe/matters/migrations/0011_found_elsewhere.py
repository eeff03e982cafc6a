"""The board is found by the index of its own room (searching), which is made anew from the rows."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("matters", "0010_left"), ("searching", "0001_indexes")]
    operations = [
        migrations.RunSQL("DROP TABLE matters_search"),
        migrations.RemoveField("matter", "indexed"),
    ]
