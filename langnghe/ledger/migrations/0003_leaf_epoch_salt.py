"""A leaf stands in a ward's log of one epoch; nothing was a leaf before."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_append_only")]

    operations = [
        migrations.RemoveConstraint(model_name="leaf", name="leaf_place"),
        migrations.AddField(
            model_name="leaf",
            name="epoch",
            field=models.PositiveSmallIntegerField(default=1),
            preserve_default=False,
        ),
        migrations.AddField(model_name="leaf", name="salt", field=models.BinaryField(max_length=32, null=True)),
        migrations.AlterField(
            model_name="leaf",
            name="entry",
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"),
        ),
        migrations.AddConstraint(
            model_name="leaf",
            constraint=models.UniqueConstraint(fields=("ward_id", "epoch", "index"), name="leaf_place"),
        ),
    ]
