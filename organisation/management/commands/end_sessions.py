"""manage.py end_sessions: delete what is left of sessions that have ended."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Delete ended sessions, and the note of where each was begun from."""

    help = "Deletes sessions that have ended, with the address and browser they began in."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete them."""
        call_command("clearsessions")
        open_keys = Session.objects.values("session_key")
        UserSession.objects.exclude(session_key__in=open_keys).delete()
