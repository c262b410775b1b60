"""The pauses most municipalities keep; theirs to change or delete in the administration."""

from datetime import date

from django.db import migrations


def add(apps, schema_editor):
    pauses = apps.get_model("organisation", "Pause").objects.using(schema_editor.connection.alias)
    pauses.create(
        name="Juli", starts_on=date(2018, 7, 1), ends_on=date(2018, 7, 31), yearly=True
    )
    pauses.create(
        name="Jul og nyttår", starts_on=date(2018, 12, 24), ends_on=date(2019, 1, 1), yearly=True
    )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0004_names_of_sign_in")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
