import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from leanplan.migration import TablesAtOnce


class Migration(TablesAtOnce):

    dependencies = [
        ('boards', '0005_suggestions_figures_lifts'),
        ('challenges', '0004_line_names'),
        ('organisation', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalRowStatus',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('light', models.CharField(choices=[('good', 'On track'), ('watch', 'Keep an eye on'), ('act', 'Needs action')], max_length=8, verbose_name='status of the row')),
                ('note', models.CharField(blank=True, help_text='A few words that all may read.', max_length=160, verbose_name='why')),
                ('set_on', models.DateField(verbose_name='judged on')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('row', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='challenges.planrow', verbose_name='row')),
                ('set_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'historical status of a row',
                'verbose_name_plural': 'historical statuses of rows',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='RowStatus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('light', models.CharField(choices=[('good', 'On track'), ('watch', 'Keep an eye on'), ('act', 'Needs action')], max_length=8, verbose_name='status of the row')),
                ('note', models.CharField(blank=True, help_text='A few words that all may read.', max_length=160, verbose_name='why')),
                ('set_on', models.DateField(verbose_name='judged on')),
                ('row', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='challenges.planrow', verbose_name='row')),
                ('set_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'status of a row',
                'verbose_name_plural': 'statuses of rows',
                'constraints': [models.CheckConstraint(condition=models.Q(('light', 'good'), models.Q(('note', ''), _negated=True), _connector='OR'), name='boards_rowstatus_note', violation_error_message='Write in a few words why.')],
            },
        ),
    ]
