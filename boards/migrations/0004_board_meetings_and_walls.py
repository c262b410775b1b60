import django.db.models.deletion
import leanplan.clock
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from leanplan.migration import TablesAtOnce


class Migration(TablesAtOnce):

    dependencies = [
        ('boards', '0003_rlg_meetings'),
        ('organisation', '0013_mail_with_calendar'),
        ('organisation', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='BoardMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('day', models.DateField(verbose_name='day')),
                ('state', models.CharField(choices=[('running', 'Under way'), ('held', 'Held'), ('not_held', 'Not held')], max_length=10, verbose_name='state')),
                ('reason', models.CharField(blank=True, choices=[('staff', 'Too few at work'), ('busy', 'Other things came first'), ('pause', 'Holiday, or the unit was closed'), ('other', 'Something else')], max_length=8, verbose_name='why not')),
                ('reason_text', models.CharField(blank=True, max_length=200, verbose_name='why not, in words')),
                ('attendance', models.PositiveSmallIntegerField(blank=True, help_text='A number, no names.', null=True, verbose_name='how many were there')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='minutes')),
                ('started_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='started at')),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ended at')),
                ('step', models.CharField(blank=True, editable=False, max_length=20, verbose_name='step')),
                ('step_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('suggested', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='new suggestions')),
                ('moved', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='cards moved')),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='boards.board', verbose_name='board')),
                ('led_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisation.position', verbose_name='led by')),
            ],
            options={
                'verbose_name': 'board meeting',
                'verbose_name_plural': 'board meetings',
                'ordering': ('-day',),
                'indexes': [models.Index(fields=['state', 'day'], name='boards_boar_state_39f481_idx')],
                'constraints': [models.UniqueConstraint(fields=('board', 'day'), name='boards_boardmeeting_day', violation_error_message='A meeting on that day is entered already.'), models.UniqueConstraint(condition=models.Q(('state', 'running')), fields=('board',), name='boards_boardmeeting_running', violation_error_message='A meeting is under way at this board.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'not_held'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='boards_boardmeeting_not_held_says_why', violation_error_message='Choose why the meeting was not held.'), models.CheckConstraint(condition=models.Q(models.Q(('reason', 'other'), _negated=True), models.Q(('reason_text', ''), _negated=True), _connector='OR'), name='boards_boardmeeting_why_in_words', violation_error_message='Write why the meeting was not held.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'not_held'), _negated=True), ('attendance', None), _connector='OR'), name='boards_boardmeeting_not_held_is_empty', violation_error_message='Nobody was there when the meeting was not held.'), models.CheckConstraint(condition=models.Q(('attendance', None), models.Q(('attendance__gte', 1), ('attendance__lte', 500)), _connector='OR'), name='boards_boardmeeting_attendance', violation_error_message='Between 1 and 500 people were there.'), models.CheckConstraint(condition=models.Q(('minutes', None), ('minutes__lte', 600), _connector='OR'), name='boards_boardmeeting_minutes', violation_error_message='A board meeting takes at most 600 minutes.')],
            },
        ),
        migrations.CreateModel(
            name='BoardDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('text', models.CharField(max_length=200, verbose_name='what')),
                ('who', models.CharField(blank=True, max_length=80, verbose_name='who, in words')),
                ('due_date', models.DateField(blank=True, null=True, verbose_name='when')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='done on')),
                ('key', models.CharField(blank=True, editable=False, max_length=40)),
                ('made_at', models.DateTimeField(default=leanplan.clock.now, editable=False)),
                ('responsible', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisation.position', verbose_name='responsible')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='boards.boardmeeting', verbose_name='board meeting')),
            ],
            options={
                'verbose_name': 'decision at a board',
                'verbose_name_plural': 'decisions at boards',
                'ordering': ('made_at', 'pk'),
                'indexes': [models.Index(fields=['responsible', 'done_on'], name='boards_boar_respons_990f1d_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('meeting', 'key'), name='boards_boarddecision_key')],
            },
        ),
        migrations.CreateModel(
            name='BoardMeetingPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.CharField(max_length=20, verbose_name='section')),
                ('seconds', models.PositiveIntegerField(default=0, verbose_name='seconds used')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='boards.boardmeeting', verbose_name='board meeting')),
            ],
            options={
                'verbose_name': 'part of a board meeting',
                'verbose_name_plural': 'parts of board meetings',
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('meeting', 'section'), name='boards_part_section')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalBoardDecision',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('text', models.CharField(max_length=200, verbose_name='what')),
                ('who', models.CharField(blank=True, max_length=80, verbose_name='who, in words')),
                ('due_date', models.DateField(blank=True, null=True, verbose_name='when')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='done on')),
                ('key', models.CharField(blank=True, editable=False, max_length=40)),
                ('made_at', models.DateTimeField(default=leanplan.clock.now, editable=False)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='boards.boardmeeting', verbose_name='board meeting')),
                ('responsible', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisation.position', verbose_name='responsible')),
            ],
            options={
                'verbose_name': 'historical decision at a board',
                'verbose_name_plural': 'historical decisions at boards',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalBoardMeeting',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('day', models.DateField(verbose_name='day')),
                ('state', models.CharField(choices=[('running', 'Under way'), ('held', 'Held'), ('not_held', 'Not held')], max_length=10, verbose_name='state')),
                ('reason', models.CharField(blank=True, choices=[('staff', 'Too few at work'), ('busy', 'Other things came first'), ('pause', 'Holiday, or the unit was closed'), ('other', 'Something else')], max_length=8, verbose_name='why not')),
                ('reason_text', models.CharField(blank=True, max_length=200, verbose_name='why not, in words')),
                ('attendance', models.PositiveSmallIntegerField(blank=True, help_text='A number, no names.', null=True, verbose_name='how many were there')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='minutes')),
                ('started_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='started at')),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ended at')),
                ('suggested', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='new suggestions')),
                ('moved', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='cards moved')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('board', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='boards.board', verbose_name='board')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('led_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisation.position', verbose_name='led by')),
            ],
            options={
                'verbose_name': 'historical board meeting',
                'verbose_name_plural': 'historical board meetings',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='WallAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(help_text='So that it is known which one to end.', max_length=80, verbose_name='where the screen stands')),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('expires_on', models.DateField(verbose_name='works until')),
                ('made_at', models.DateTimeField(default=leanplan.clock.now, editable=False, verbose_name='made')),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ended')),
                ('minute', models.DateTimeField(editable=False, null=True)),
                ('asked', models.PositiveIntegerField(default=0, editable=False)),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wall_addresses', to='boards.board', verbose_name='board')),
                ('ended_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ended by')),
                ('made_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'address of a screen',
                'verbose_name_plural': 'addresses of screens',
                'ordering': ('-made_at', '-pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_at', None), ('ended_at__gte', models.F('made_at')), _connector='OR'), name='boards_wall_ended')],
            },
        ),
        migrations.AddField(
            model_name='board',
            name='used_from',
            field=models.DateField(default=leanplan.clock.today, help_text='No meeting is asked for before this day.', verbose_name='in use from'),
        ),
        migrations.AddField(
            model_name='historicalboard',
            name='used_from',
            field=models.DateField(default=leanplan.clock.today, help_text='No meeting is asked for before this day.', verbose_name='in use from'),
        ),
        migrations.AddField(
            model_name='historicalwheelentry',
            name='set_aside',
            field=models.CharField(blank=True, choices=[('', 'Nothing in particular'), ('reflection', 'Reflection'), ('planning', 'Planning')], default='', help_text='Ticked as done, it counts as held.', max_length=10, verbose_name='time set aside for'),
        ),
        migrations.AddField(
            model_name='wheelentry',
            name='set_aside',
            field=models.CharField(blank=True, choices=[('', 'Nothing in particular'), ('reflection', 'Reflection'), ('planning', 'Planning')], default='', help_text='Ticked as done, it counts as held.', max_length=10, verbose_name='time set aside for'),
        ),
    ]
