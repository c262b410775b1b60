"""How the management group judged the rows of the demo's plan, at its last meetings."""

from datetime import date

from boards.rlg.status_actions import row_status_set
from boards.rlg.status_models import RowStatus
from boards.rlg.status_rules import may_be
from challenges.models import ActionPlan, PlanRow
from demo import life_text
from demo.calendar import at
from demo.places import Places
from leanplan.clock import pinned
from measures.models import Measure
from measures.rules import is_unassigned

# By the row's number: (light, why) at the meeting before the last, and at the last one.
_JUDGED = (
    (("watch", "To tiltak er ikke fordelt"), ("watch", "To tiltak er ikke fordelt")),
    (("watch", "Målepunktene er ikke klare"), ("act", "Målepunktene mangler fortsatt")),
    (("act", "Ingen fulgte opp fristene"), ("watch", "Fristene følges nå, men det er knapt")),
    (("watch", "Målene henger ikke sammen ennå"), ("watch", "Ett mål mangler")),
    (("watch", "Nettverkene er ikke kartlagt"), ("good", "Lista over nettverk er snart klar")),
    (("good", "Veiledningen går etter planen"), ("good", "Rollen drøftes i desember")),
)


def judge_rows(places: Places, plan: ActionPlan) -> None:
    """Judge each row at the two last meetings before today."""
    before = [day for day in places.calendar.meetings if day < places.calendar.today][-2:]
    for number, day in enumerate(before):
        for row, judged in zip(plan.rows.order_by("order"), _JUDGED, strict=False):
            _judge(places, row, judged[number], day)


def _judge(places: Places, row: PlanRow, judged: tuple[str, str], day: date) -> None:
    light, note = judged
    lines = Measure.objects.of_plan(row.plan).in_text().filter(row=row)
    if not may_be(light, unassigned=sum(map(is_unassigned, lines))):
        light = "watch"
    standing = RowStatus.objects.filter(row=row).first()
    with pinned(at(day, 10, 20)):
        row_status_set(
            by=places.user(life_text.CHIEF), row=row, light=light, note=note, today=day,
            version=standing.version if standing else 0,
        )
