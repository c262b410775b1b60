"""Everything the demo makes, told without keys, so that two makings can be compared."""

from io import StringIO

from django.core.management import call_command

from challenges.models import ActionPlan, PlanVersionLine
from measures.models import Amendment, DeadlineMove, Measure, StatusEntry
from organisation.models import Appointment, LeanPeriod, MeetingDay, Person, UnitParent, User


def run(*arguments):
    """What the command that makes the demo prints."""
    out = StringIO()
    call_command("seed_demo", *arguments, stdout=out)
    return out.getvalue()


def told():
    """A list of lines, one for each fact."""
    held = rows(Appointment, "person", "position__unit")
    said = rows(StatusEntry, "measure", "by__person")
    history = Measure.history.select_related("history_user__person").order_by("history_id")
    return [
        *(f"{u.email} {u.is_staff} {u.is_active} {u.date_joined}" for u in rows(User)),
        *(f"{p.name} {p.user and p.user.email}" for p in rows(Person, "user")),
        *(f"{a} {a.starts_on} {a.ends_on} {a.acting}" for a in held),
        *(f"{x} {x.starts_on} {x.ends_on}" for x in rows(UnitParent, "child", "parent")),
        *(f"{p} {p.starts_on} {p.ends_on}" for p in rows(LeanPeriod, "unit")),
        *(str(day.day) for day in rows(MeetingDay)),
        *(f"{p} {p.state} {p.adopted_on} {p.evaluation}" for p in rows(ActionPlan, "series")),
        *(f"{x.version.number} {x.order} {x}" for x in rows(PlanVersionLine, "version")),
        *(measure_told(m) for m in Measure.objects.select_related(*MEASURE).order_by("pk")),
        *(f"{e.measure.code} {e} {e.comment} {e.by} {e.made_at}" for e in said),
        *(
            f"{m} {m.old_due_date} {m.new_due_date} {m.by} {m.made_at}"
            for m in rows(DeadlineMove, "measure", "by__person")
        ),
        *(f"{a} {a.state} {a.new_text} {a.decided_on}" for a in rows(Amendment)),
        *(
            f"{h.code} {h.history_date} {h.history_user} {h.history_type} {h.version}"
            for h in history
        ),
    ]


MEASURE = (
    "owner__unit", "suggested_owner__unit", "executor", "unit", "supports", "continued_by"
)


def rows(model, *related):
    return model.objects.select_related(*related).order_by("pk")


def measure_told(measure):
    fields = (
        "code", "text", "owner", "suggested_owner", "executor", "deadline_kind", "due_date",
        "precision", "rhythm", "next_review_on", "suggested_kind", "suggested_due_date", "status",
        "closing_note", "closed_on", "unit", "supports", "continued_by", "version",
    )
    return " ".join(str(getattr(measure, name)) for name in fields)
