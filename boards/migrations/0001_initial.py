import django.db.models.deletion
import leanplan.clock
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from leanplan.migration import TablesAtOnce


class Migration(TablesAtOnce):

    dependencies = [
        ('organisation', '0013_mail_with_calendar'),
        ('organisation', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalBoard',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('purpose', models.CharField(blank=True, help_text='What the board is for, in one sentence.', max_length=200, verbose_name='purpose line')),
                ('rules', models.TextField(blank=True, help_text='One rule a line.', max_length=2000, verbose_name='rules of the board')),
                ('cadence', models.CharField(choices=[('weekly', 'Every week'), ('fortnightly', 'Every second week'), ('monthly', 'Every month'), ('none', 'No fixed rhythm')], default='weekly', max_length=12, verbose_name='how often')),
                ('weekday', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday')], null=True, verbose_name='weekday')),
                ('starts_at', models.TimeField(blank=True, null=True, verbose_name='begins')),
                ('minutes', models.PositiveSmallIntegerField(default=15, verbose_name='minutes')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='place')),
                ('wip_limit', models.PositiveSmallIntegerField(default=5, help_text='More than this at once, and the board says so.', verbose_name='at most so many under way')),
                ('is_closed', models.BooleanField(default=False, verbose_name='put away')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisation.orgunit', verbose_name='owner')),
            ],
            options={
                'verbose_name': 'historical board',
                'verbose_name_plural': 'historical boards',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='WheelEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('title', models.CharField(max_length=120, verbose_name='what')),
                ('kind', models.CharField(choices=[('meeting', 'Meetings'), ('review', 'Gemba and reviews'), ('report', 'Reporting'), ('analysis', 'Analyses and coaching'), ('other', 'Deadlines and other')], default='other', max_length=10, verbose_name='ring')),
                ('starts_on', models.DateField(verbose_name='day, or first day')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('recurrence', models.CharField(choices=[('once', 'Once'), ('week', 'Every week'), ('fortnight', 'Every second week'), ('month', 'Every month'), ('quarter', 'Every quarter'), ('half_year', 'Every half-year'), ('year', 'Every year')], default='once', max_length=12, verbose_name='comes back')),
                ('until', models.DateField(blank=True, null=True, verbose_name='comes back until')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='remark')),
                ('copied_from', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='copy', to='boards.wheelentry', verbose_name='copied from')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wheel_entries', to='organisation.orgunit', verbose_name='owner')),
                ('responsible', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisation.position', verbose_name='responsible')),
            ],
            options={
                'verbose_name': 'entry of the annual wheel',
                'verbose_name_plural': 'entries of the annual wheel',
                'ordering': ('starts_on', 'pk'),
                'indexes': [models.Index(fields=['owner', 'starts_on'], name='boards_whee_owner_i_f7f6dd_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='boards_wheelentry_period', violation_error_message='The last day cannot be before the first.'), models.CheckConstraint(condition=models.Q(('until', None), models.Q(('until__gte', models.F('starts_on')), models.Q(('recurrence', 'once'), _negated=True)), _connector='OR'), name='boards_wheelentry_until', violation_error_message='«Comes back until» is only for what comes back, and not before the first day.')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalWheelEntry',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('title', models.CharField(max_length=120, verbose_name='what')),
                ('kind', models.CharField(choices=[('meeting', 'Meetings'), ('review', 'Gemba and reviews'), ('report', 'Reporting'), ('analysis', 'Analyses and coaching'), ('other', 'Deadlines and other')], default='other', max_length=10, verbose_name='ring')),
                ('starts_on', models.DateField(verbose_name='day, or first day')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('recurrence', models.CharField(choices=[('once', 'Once'), ('week', 'Every week'), ('fortnight', 'Every second week'), ('month', 'Every month'), ('quarter', 'Every quarter'), ('half_year', 'Every half-year'), ('year', 'Every year')], default='once', max_length=12, verbose_name='comes back')),
                ('until', models.DateField(blank=True, null=True, verbose_name='comes back until')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='remark')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisation.orgunit', verbose_name='owner')),
                ('responsible', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisation.position', verbose_name='responsible')),
                ('copied_from', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='boards.wheelentry', verbose_name='copied from')),
            ],
            options={
                'verbose_name': 'historical entry of the annual wheel',
                'verbose_name_plural': 'historical entries of the annual wheel',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='WheelTick',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='the day it begins')),
                ('made_at', models.DateTimeField(default=leanplan.clock.now, editable=False)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ticks', to='boards.wheelentry', verbose_name='entry')),
            ],
            options={
                'verbose_name': 'tick of the annual wheel',
                'verbose_name_plural': 'ticks of the annual wheel',
                'constraints': [models.UniqueConstraint(fields=('entry', 'on'), name='boards_wheeltick_once', violation_error_message='It is ticked already.')],
            },
        ),
        migrations.CreateModel(
            name='Board',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('purpose', models.CharField(blank=True, help_text='What the board is for, in one sentence.', max_length=200, verbose_name='purpose line')),
                ('rules', models.TextField(blank=True, help_text='One rule a line.', max_length=2000, verbose_name='rules of the board')),
                ('cadence', models.CharField(choices=[('weekly', 'Every week'), ('fortnightly', 'Every second week'), ('monthly', 'Every month'), ('none', 'No fixed rhythm')], default='weekly', max_length=12, verbose_name='how often')),
                ('weekday', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday')], null=True, verbose_name='weekday')),
                ('starts_at', models.TimeField(blank=True, null=True, verbose_name='begins')),
                ('minutes', models.PositiveSmallIntegerField(default=15, verbose_name='minutes')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='place')),
                ('wip_limit', models.PositiveSmallIntegerField(default=5, help_text='More than this at once, and the board says so.', verbose_name='at most so many under way')),
                ('is_closed', models.BooleanField(default=False, verbose_name='put away')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='boards', to='organisation.orgunit', verbose_name='owner')),
            ],
            options={
                'verbose_name': 'board',
                'verbose_name_plural': 'boards',
                'ordering': ('owner', 'name'),
                'constraints': [models.UniqueConstraint(fields=('owner', 'name'), name='boards_board_name', violation_error_message='There is a board with that name already.'), models.CheckConstraint(condition=models.Q(('minutes__gte', 5), ('minutes__lte', 240)), name='boards_board_minutes', violation_error_message='A board meeting takes between 5 and 240 minutes.'), models.CheckConstraint(condition=models.Q(('wip_limit__gte', 1), ('wip_limit__lte', 50)), name='boards_board_wip', violation_error_message='The limit is a number from 1 to 50.')],
            },
        ),
    ]
