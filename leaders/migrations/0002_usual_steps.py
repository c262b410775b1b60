"""The five steps of a rollout, as the plan asks for them; words and days are the municipality's."""

from django.db import migrations

# kind, who does it, days from the start
STEPS = (
    ("training", "development", -42),
    ("meeting", "manager", -21),
    ("agreement", "manager", -14),
    ("start", "leader", 0),
    ("completed", "coach", 84),
)


def add(apps, schema_editor):
    steps = apps.get_model("leaders", "TemplateStep").objects.using(schema_editor.connection.alias)
    for number, (kind, doer, days) in enumerate(STEPS, start=1):
        steps.create(kind=kind, order=10 * number, doer=doer, days=days)


class Migration(migrations.Migration):
    dependencies = [("leaders", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
