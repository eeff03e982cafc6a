from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('commitments', '0002_photos_of_confirmations'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='evidencephoto',
            index=models.Index(condition=models.Q(('claim__isnull', False), ('covered', None)), fields=['ward', 'claim'], name='evidence_uncovered'),
        ),
    ]
