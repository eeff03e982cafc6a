"""A matter whose senders all withdrew or erased closes; those that stood open so far close now, their clocks stop."""

from django.db import migrations, models

STATES = [
    ("open", "Đang xử lý"),
    ("asked", "Đang hỏi lại người gửi"),
    ("answered", "Đã trả lời"),
    ("promised", "Đã hẹn ngày xong"),
    ("handed_over", "Đã chuyển, chờ nơi kia nhận"),
    ("declined", "Chưa làm được, có nêu lý do"),
    ("kept", "Đã xong, bà con xác nhận"),
    ("unconfirmed", "Đã báo xong, bà con chưa xác nhận"),
    ("joined", "Đã nhập vào việc khác"),
    ("left", "Người gửi đã rút hoặc xóa ý kiến"),
    ("empty", "Không còn ý kiến nào"),
]
CLOSE = """
UPDATE matters_matter SET state = 'left', version = version + 1
WHERE state IN ('open', 'asked') AND board_row IS NULL
AND EXISTS (
    SELECT 1 FROM matters_joining AS joining
    WHERE joining.ward_id = matters_matter.ward_id AND joining.matter_id = matters_matter.id
    AND joining.parted_at IS NULL
) AND NOT EXISTS (
    SELECT 1 FROM matters_joining AS joining JOIN opinions_opinion AS opinion ON opinion.id = joining.opinion_id
    WHERE joining.ward_id = matters_matter.ward_id AND joining.matter_id = matters_matter.id
    AND joining.parted_at IS NULL AND opinion.erased_at IS NULL
    AND (opinion.withdrawn_at IS NULL OR (opinion.guard = 'crime' AND opinion.guard_released_at IS NULL)
         OR (opinion.guard = 'conduct' AND opinion.secret_seen_by_staff))
)
"""
END_PAUSES = """
UPDATE matters_pause SET ended_on = until_on
WHERE ended_on IS NULL AND matter_id IN (SELECT id FROM matters_matter WHERE state = 'left')
"""


class Migration(migrations.Migration):
    dependencies = [("matters", "0009_source_of_work"), ("opinions", "0009_calls_and_erasures")]
    operations = [
        migrations.AlterField(
            "matter", "state", models.CharField(choices=STATES, default="open", max_length=12)
        ),
        migrations.RunSQL(CLOSE, migrations.RunSQL.noop),
        migrations.RunSQL(END_PAUSES, migrations.RunSQL.noop),
    ]
