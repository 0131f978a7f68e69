from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_webhooks'),
    ]

    operations = [
        migrations.AddField(
            model_name='sleutel',
            name='is_test',
            field=models.BooleanField(default=False, help_text='Alles wordt nagekeken en niets wordt geboekt.', verbose_name='testsleutel'),
        ),
    ]
