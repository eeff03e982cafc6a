"""Who is named and who took a step are kept by plain id: after a merger they serve in the ward that goes on."""

import unicodedata

import django.db.models.deletion
from django.db import migrations, models

import langnghe.kernel.ids


def fold(name):
    plain = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D").lower())
    return " ".join("".join(sign for sign in plain if unicodedata.category(sign) not in ("Mn", "Me")).split())[:120]


def give_names(apps, schema_editor):
    named, officers = apps.get_model("opinions", "NamedOfficer"), apps.get_model("people", "Officer")
    for row in named.objects.all().iterator():
        row.name_key = fold(officers.objects.get(id=row.officer_id).name)
        row.save(update_fields=["name_key"])


def loose(to, **how):
    """The column as it was, without its constraint in the database."""
    how = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "db_constraint": False, **how}
    return models.ForeignKey(to=to, db_index=False, **how)


class Migration(migrations.Migration):
    dependencies = [("opinions", "0007_taken_up"), ("people", "0001_initial")]

    operations = [
        migrations.AlterField("namedofficer", "officer", loose("people.officer")),
        migrations.AlterField("guardstep", "officer", loose("people.officer", null=True)),
        migrations.AlterField("guardstep", "mandate", loose("people.mandate")),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveConstraint("namedofficer", "named_officer_once"),
                migrations.RemoveField("namedofficer", "officer"),
                migrations.AddField("namedofficer", "officer_id", models.UUIDField(default=None), preserve_default=False),
                migrations.AddConstraint(
                    "namedofficer",
                    models.UniqueConstraint(fields=["ward", "opinion", "officer_id"], name="named_officer_once"),
                ),
                migrations.RemoveField("guardstep", "officer"),
                migrations.AddField("guardstep", "officer_id", models.UUIDField(null=True)),
                migrations.RemoveField("guardstep", "mandate"),
                migrations.AddField("guardstep", "mandate_id", models.UUIDField(default=None), preserve_default=False),
            ],
        ),
        migrations.AddField("namedofficer", "name_key", models.CharField(blank=True, default="", max_length=120), preserve_default=False),
        migrations.RunPython(give_names, migrations.RunPython.noop),
        migrations.AddIndex("namedofficer", models.Index(fields=["officer_id"], name="named_officer_account")),
        migrations.AddIndex("namedofficer", models.Index(fields=["name_key"], name="named_officer_name")),
        migrations.CreateModel(
            name="ErasureDecline",
            fields=[
                ("id", models.UUIDField(default=langnghe.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("asked_at", models.DateTimeField()),
                ("reason", models.CharField(choices=[("law", "tin báo đang được xem xét, luật buộc phải giữ"), ("passed_on", "việc đã chuyển cơ quan có thẩm quyền, hồ sơ phải giữ đến khi nơi đó trả lời"), ("not_met", "chưa gặp được chính người gửi để hỏi lại cho chắc"), ("others", "còn cần để bảo vệ quyền của người khác trong việc này")], max_length=12)),
                ("words", models.TextField()),
                ("salt", models.BinaryField(max_length=32)),
                ("words_hash", models.BinaryField(max_length=32)),
                ("mandate_id", models.UUIDField()),
                ("declined_at", models.DateTimeField()),
                ("opinion", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="opinions.opinion")),
                ("ward", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.ward")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("ward", "opinion", "asked_at"), name="erasure_decline_once")]},
        ),
    ]
