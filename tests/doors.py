"""Every role signed in: what signing in writes, kept by a process and put back as rows."""

from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from organisation.models import User
from tests.matrix_rows import ROLES

_kept = {}


def doors_of(cast):
    """{role: the session that its person's cookie names}, as signing each in would make them.

    Eleven are signed in for each row of the matrix, which took a tenth of its time.
    """
    people = [cast[role] for role in ROLES]
    known = tuple((user.pk, user.password) for user in people)
    if known not in _kept:
        sessions = {role: _signed_in(cast[role]) for role in ROLES}
        _kept[known] = sessions, list(Session.objects.filter(pk__in=sessions.values()))
        return sessions
    sessions, rows = _kept[known]
    Session.objects.bulk_create(rows)
    User.objects.filter(pk__in=[user.pk for user in people]).update(last_login=timezone.now())
    return sessions


def _signed_in(user):
    client = Client()
    client.force_login(user)
    return client.session.session_key
