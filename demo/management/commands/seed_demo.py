"""manage.py seed_demo: an invented municipality with its plan, to try the product with."""

import os
import time
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from demo.accounts import DEFAULT_PASSWORD, still_signs_in, with_titles
from demo.organisation_text import MUNICIPALITY
from demo.second_factor import ADMINISTRATOR, code_now
from demo.seed import OSLO_MEASURES, OSLO_UNITS, Found, found, has_other_data, is_seeded, seed
from leanplan.clock import today as today_here


class Command(BaseCommand):
    """Fill an empty database with the invented municipality; a second time changes nothing."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.description = _("Fill the database with an invented municipality and its plan.")
        parser.add_argument(
            "--today", type=_day, metavar="YYYY-MM-DD",
            help=_("the day everything is laid out around (default: today)"),
        )
        parser.add_argument(
            "--without-plan", action="store_true",
            help=_("units and people only, to begin with a plan of your own"),
        )
        parser.add_argument(
            "--size", choices=("fjellvik", "oslo"), default="fjellvik",
            help=_("oslo: 2 000 units and 10 000 measures"),
        )
        parser.add_argument(
            "--beside", action="store_true",
            help=_("also where there are units, people or plans already"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse or do it, and say what is there and who can sign in."""
        self._refuse(options)
        day = options["today"] or today_here()
        if is_seeded():
            self.stdout.write(
                _(
                    "%(name)s is here already. Nothing was changed. For another size or day "
                    "choose an empty database with DATABASE_URL."
                )
                % {"name": MUNICIPALITY}
            )
            self._say_what_is_there(found(today_here()))
            self._say_who_signs_in(still_signs_in(_wanted_password()))
            return
        password = _password()
        started = time.monotonic()
        large = options["size"] == "oslo"
        try:
            after = seed(
                today=day, password=password, with_plan=not options["without_plan"],
                units=OSLO_UNITS if large else 0, measures=OSLO_MEASURES if large else 0,
                tell=self._tell,
            )
        except ValidationError as error:
            raise CommandError(
                _("The demo does not fit beside what is here, and nothing was written. %(why)s")
                % {"why": " ".join(error.messages)}
            ) from error
        self.stdout.write(
            _("%(name)s is ready after %(seconds)s seconds.")
            % {"name": MUNICIPALITY, "seconds": round(time.monotonic() - started)}
        )
        self._say_what_is_there(after)
        if day != today_here():
            self.stdout.write(
                _("It is laid out around %(day)s. Start with LEANPLAN_TODAY=%(day)s to be there.")
                % {"day": day.isoformat()}
            )
        self._say_who_signs_in(password)

    def _refuse(self, options: dict[str, Any]) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                _("This is production. Invented people with a known password do not belong here.")
            )
        if options["size"] == "oslo" and options["without_plan"]:
            raise CommandError(
                _("The large size is 10 000 measures of a plan, so it cannot be without one.")
            )
        if not _texts_are_compiled():
            raise CommandError(
                _("The product's texts are not compiled yet. Run %(command)s first.")
                % {"command": ".venv/bin/python -m scripts.messages compile"}
            )
        if not _has_other_data():
            return
        if options["size"] == "oslo":
            raise CommandError(
                _("The large size is for an empty database. Choose one with DATABASE_URL.")
            )
        if not options["beside"]:
            raise CommandError(
                _(
                    "There are units, people or plans in this database that are not the demo's. "
                    "Choose an empty one with DATABASE_URL, or add --beside to put the demo "
                    "beside them."
                )
            )

    def _tell(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _say_what_is_there(self, what: Found) -> None:
        self.stdout.write(
            _(
                "%(operating)s units in %(areas)s areas (%(units)s with staff, departments and "
                "areas), %(leaders)s leaders among %(people)s people, %(plans)s."
            )
            % {
                "operating": what.operating, "units": what.units, "areas": what.areas,
                "leaders": what.leaders, "people": what.people,
                "plans": ngettext(
                    "%(plans)s plan with %(measures)s measures",
                    "%(plans)s plans with %(measures)s measures", what.plans,
                )
                % {"plans": what.plans, "measures": what.measures}
                if what.plans else _("no plan"),
            }
        )

    def _say_who_signs_in(self, password: str | None) -> None:
        """Print the table of accounts; password: None where it was chosen another time."""
        self.stdout.write("")
        if password is None:
            self.stdout.write(_("Sign in with the password chosen when it was made, as:"))
        else:
            text = _("Sign in with the password %(password)s as:")
            self.stdout.write(text % {"password": password})
        lines = [
            (account.email, ", ".join(filter(None, (account.name, title))), str(account.attempt))
            for account, title in with_titles(today_here())
        ]
        wide, wider = (max(len(line[column]) for line in lines) for column in (0, 1))
        for email, who, attempt in lines:
            self.stdout.write(f"  {email:<{wide}}  {who:<{wider}}  {attempt}")
        self.stdout.write(_("Most other leaders have an account by name, with the same password."))
        if code_now():
            self.stdout.write(
                _("%(email)s is asked for a code as well. This prints it: %(command)s")
                % {"email": ADMINISTRATOR, "command": ".venv/bin/python manage.py demo_code"}
            )


def _texts_are_compiled() -> bool:
    """What the demo writes leans on words of the product in bokmål."""
    own = Path(settings.LOCALE_PATHS[0])
    return (own / "nb" / "LC_MESSAGES" / "django.mo").is_file()


def _has_other_data() -> bool:
    """Whether somebody has begun here. Errors: CommandError where there are no tables yet."""
    try:
        return has_other_data()
    except DatabaseError as error:
        raise CommandError(
            _("The database is not prepared yet. Run manage.py migrate first.")
        ) from error


def _day(written: str) -> date:
    """Read the day of --today. Errors: ArgumentTypeError."""
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise ArgumentTypeError(
            _("%(written)s is no day. Write it as YYYY-MM-DD.") % {"written": written}
        ) from error


def _wanted_password() -> str:
    """DEMO_PASSWORD, else one that anybody can see is a demo's."""
    return os.environ.get("DEMO_PASSWORD") or DEFAULT_PASSWORD


def _password() -> str:
    """The password of every account. Errors: CommandError where the product does not accept it."""
    password = _wanted_password()
    try:
        validate_password(password)
    except ValidationError as error:
        raise CommandError(
            _("DEMO_PASSWORD cannot be used. %(why)s") % {"why": " ".join(error.messages)}
        ) from error
    return password
