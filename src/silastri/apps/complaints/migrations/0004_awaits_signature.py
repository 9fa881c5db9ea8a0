from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('complaints', '0003_may_be_resealed'),
    ]

    operations = [
        migrations.AlterField(
            model_name='monthreport',
            name='state',
            field=models.CharField(choices=[('drafted', 'Konsep'), ('sent_back', 'Perlu diperbaiki'), ('checked', 'Menunggu tanda tangan'), ('signed', 'Ditandatangani')], default='drafted', max_length=9),
        ),
    ]
