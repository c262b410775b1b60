"""manage.py import_plan: read an action plan out of a Word file and say all that was read."""

import re
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.models import PlanSeries
from documents.actions.confirm import Choices, draft_confirm
from documents.actions.drafts import AlreadyRead, document_keep
from documents.actions.lines import texts_leave_out
from documents.forms import initial_choices
from documents.messages import unreadable_text
from documents.models import ImportDraft
from documents.readout import readout
from documents.sandbox import MAX_UPLOAD, read_document
from leanplan.unreadable import Unreadable
from organisation.models import User

NOT_PLACED = 2


class Command(BaseCommand):
    """Read a plan, say what was read, and keep it as a draft or (--confirm) as a plan.

    Exit codes: 0 read (or here already, and nothing new was made), 1 could not be read or
    confirmed, 2 read, but lines are not placed and so it was not confirmed.
    """

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.description = _(
            "Read an action plan out of a Word file (.docx) and say what was read. It is kept as "
            "a draft to look over in the browser, or with --confirm as a plan."
        )
        parser.add_argument("file", type=Path, help=_("the plan as a Word file (.docx)"))
        parser.add_argument("--dry-run", action="store_true", help=_("say it, and keep nothing"))
        parser.add_argument(
            "--confirm", action="store_true", help=_("make the plan at once, without looking over")
        )
        parser.add_argument(
            "--leave-out", action="store_true", help=_("leave out what could not be placed")
        )
        parser.add_argument("--series", help=_("name of the plan series (default: a new one)"))
        parser.add_argument("--generation", type=int, help=_("default: as the document says"))
        parser.add_argument("--title", help=_("default: as the document says"))
        parser.add_argument(
            "--adopted-on", type=date.fromisoformat, metavar="YYYY-MM-DD",
            help=_("day of the adoption (default: as the document says)"),
        )  # fmt: skip
        parser.add_argument("--adopted-by", help=_("default: as the document says"))
        parser.add_argument("--user", metavar="E-MAIL", help=_("who reads it in, for the history"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, say, keep."""
        path: Path = options["file"]
        by = _user(options["user"])
        data = _bytes(path)
        try:
            plan = read_document(data)
        except Unreadable as error:
            raise CommandError("{}. {}".format(*unreadable_text(error, path.name))) from error
        self.stdout.write("\n".join(readout(plan)))
        if options["dry_run"]:
            return
        try:
            draft, is_new = document_keep(by=by, name=path.name, data=data, plan=plan)
        except AlreadyRead as already:
            self._say_already(already)
            return
        if options["confirm"]:
            self._confirm(by, draft, options)
        else:
            self._say_draft(draft, is_new)

    def _confirm(self, by: Any, draft: ImportDraft, options: dict[str, Any]) -> None:
        if options["leave_out"]:
            texts_leave_out(by=by, draft=draft, version=draft.version)
        try:
            plan = draft_confirm(
                by=by, draft=draft, version=draft.version, choices=_choices(draft, options)
            )
        except ValidationError as error:
            code = NOT_PLACED if getattr(error, "code", "") == "unplaced" else 1
            message = _("The plan is read, but not confirmed: %(why)s") % {
                "why": " ".join(error.messages)
            }
            raise CommandError(message, returncode=code) from error
        self.stdout.write(
            self.style.SUCCESS(_("Read in as %(plan)s (%(state)s).") % {
                "plan": plan, "state": plan.get_state_display().lower(),
            })
        )  # fmt: skip

    def _say_already(self, already: AlreadyRead) -> None:
        self.stdout.write(
            _("The same content is here already as %(plan)s. Nothing new was made.")
            % {"plan": already.document.plan}
        )

    def _say_draft(self, draft: ImportDraft, is_new: bool) -> None:
        address = reverse("documents:draft_review", args=[draft.pk])
        if is_new:
            text = _("Kept as a draft. Look it over and confirm it at %(address)s.")
        else:
            text = _("The same content waits as a draft already. Look it over at %(address)s.")
        self.stdout.write(text % {"address": address})


def _user(email: str | None) -> User | None:
    if not email:
        return None
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        raise CommandError(_("There is no account with the e-mail %(email)s.") % {"email": email})
    return user


def _bytes(path: Path) -> bytes:
    """The file, no more of it than may be read."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_UPLOAD + 1)
    except OSError as error:
        raise CommandError(
            _("%(path)s cannot be opened: %(why)s") % {"path": path, "why": error.strerror}
        ) from error


def _choices(draft: ImportDraft, options: dict[str, Any]) -> Choices:
    """What the document says, and what the options say otherwise."""
    said = initial_choices(draft)
    name = options["series"] or said["series_name"]
    series = PlanSeries.objects.filter(name=name).first() if options["series"] else None
    return Choices(
        title=options["title"] or said["title"],
        generation=options["generation"] or said["generation"],
        series=series,
        series_name=name,
        adopted_on=options["adopted_on"] or said["adopted_on"],
        adopted_by_text=re.sub(r"\s+", " ", options["adopted_by"] or said["adopted_by_text"]),
    )
