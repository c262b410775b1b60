"""Everything the demo makes, told without keys, so that two makings can be compared."""

from challenges.models import ActionPlan, PlanVersionLine
from measures.models import Amendment, DeadlineMove, Measure, StatusEntry
from organisation.models import Appointment, LeanPeriod, MeetingDay, Person, UnitParent, User


def told():
    """A list of lines, one for each fact."""
    return [
        *(f"{u.email} {u.is_staff} {u.is_active} {u.date_joined}" for u in rows(User)),
        *(f"{p.name} {p.user and p.user.email}" for p in rows(Person)),
        *(f"{a} {a.starts_on} {a.ends_on} {a.acting}" for a in rows(Appointment)),
        *(f"{link} {link.starts_on} {link.ends_on}" for link in rows(UnitParent)),
        *(f"{p} {p.starts_on} {p.ends_on}" for p in rows(LeanPeriod)),
        *(str(day.day) for day in rows(MeetingDay)),
        *(f"{p} {p.state} {p.adopted_on} {p.evaluation}" for p in rows(ActionPlan)),
        *(f"{line.version} {line.order} {line}" for line in rows(PlanVersionLine)),
        *(measure_told(m) for m in rows(Measure)),
        *(f"{e.measure.code} {e} {e.comment} {e.by} {e.made_at}" for e in rows(StatusEntry)),
        *(f"{m} {m.old_due_date} {m.new_due_date} {m.by} {m.made_at}" for m in rows(DeadlineMove)),
        *(f"{a} {a.state} {a.new_text} {a.decided_on}" for a in rows(Amendment)),
        *(
            f"{h.code} {h.history_date} {h.history_user} {h.history_type} {h.version}"
            for h in Measure.history.order_by("history_id")
        ),
    ]


def rows(model):
    return model.objects.order_by("pk")


def measure_told(measure):
    fields = (
        "code", "text", "owner", "suggested_owner", "executor", "deadline_kind", "due_date",
        "precision", "rhythm", "next_review_on", "suggested_kind", "suggested_due_date", "status",
        "closing_note", "closed_on", "unit", "supports", "continued_by", "version",
    )
    return " ".join(str(getattr(measure, name)) for name in fields)
