from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='reviewitem',
            name='mark',
            field=models.CharField(blank=True, choices=[('fits', 'Sesuai'), ('partly', 'Sebagian'), ('not', 'Tidak'), ('na', 'Tidak relevan')], max_length=6),
        ),
    ]
