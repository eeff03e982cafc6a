"""A matter that an officer opened rests on its first opinion too: what it is about, how it came, who consents.

On the board already, it keeps the ward's own words unless the sender of one of its opinions lets something be published.
"""

from django.db import migrations

FIRST = """
UPDATE matters_matter SET source_id = (
    SELECT joining.opinion_id FROM matters_joining AS joining
    JOIN opinions_opinion AS opinion ON opinion.id = joining.opinion_id
    WHERE joining.ward_id = matters_matter.ward_id AND joining.matter_id = matters_matter.id
    AND joining.parted_at IS NULL
    AND (matters_matter.board_row IS NULL OR opinion.may_publish_words OR opinion.may_publish_summary)
    ORDER BY joining.id LIMIT 1
)
WHERE source_id IS NULL AND import_id IS NULL AND state NOT IN ('joined', 'empty')
"""


class Migration(migrations.Migration):
    dependencies = [("matters", "0008_next_due")]
    operations = [migrations.RunSQL(FIRST, migrations.RunSQL.noop)]
