"""What the management group of the demo brings to its meetings, says and decides there."""

from dataclasses import dataclass

from boards.rlg.choices import Goal, PointKind
from demo.life_text import CHIEF, DEV, SECRETARY

PURPOSE = "Gode og bærekraftige tjenester for innbyggerne i Fjellvik"
PLACE = "Pellestova"


@dataclass(frozen=True)
class Brought:
    """A point: title, who brings it (a key of Places), aim, minutes, what it is about."""

    title: str
    by: str
    goal: str
    minutes: int
    note: str = ""


@dataclass(frozen=True)
class Said:
    """What happens at a point: minutes used, what is said, and what is decided, by whom and how
    many days after the meeting (0: no day). kind: of the board's point; title: of an own one."""

    minutes: int
    text: str = ""
    kind: str = ""
    title: str = ""
    decision: str = ""
    who: str = ""
    days: int = 0
    about: bool = False


@dataclass(frozen=True)
class Held:
    """A meeting that has been, so many meetings back. absent: names; left: titles of points that
    went on, with why."""

    back: int
    brought: tuple[Brought, ...]
    said: tuple[Said, ...]
    absent: tuple[str, ...] = ()
    left: tuple[tuple[str, str], ...] = ()


NETWORKS = Brought(
    "Oversikt over nettverk på tvers", "economy", Goal.DISCUSS, 10,
    "Hvem møtes allerede, og hvor mangler vi noen?",
)
EXTRA_WORK = Brought(
    "Merarbeid i Teknisk etter ny bestilling", "tol/Teknisk", Goal.DISCUSS, 8,
    "Spart tid i ett område ser ut til å bli merarbeid i et annet.",
)
HELD = (
    Held(
        3,
        (Brought("Felles møtetid for tavlene", "development", Goal.DECIDE, 8),),
        (
            Said(6, kind=PointKind.STATUS),
            Said(9, "Fristene ble gått gjennom én for én.", PointKind.OVERDUE),
            Said(4, kind=PointKind.UNITS),
            Said(7, "Gruppa ønsker tavlemøte før klokka ti.", title="Felles møtetid for tavlene",
                 decision="Alle områdene setter fast tid for tavlemøtene", who="every_tol",
                 days=28),
            Said(3, "Revisjonene i halvåret er fordelt på ukene.", PointKind.WHEEL),
        ),
        absent=("Ragnhild Moe",),
    ),
    Held(
        2,
        (NETWORKS, Brought("Lederopplæring i kort form", "hr", Goal.DECIDE, 10)),
        (
            Said(7, kind=PointKind.STATUS),
            Said(8, "To av tiltakene venter på tall fra økonomi.", PointKind.OVERDUE,
                 decision="Legge fram forslag til faste målepunkter", who="economy", days=14,
                 about=True),
            Said(5, kind=PointKind.UNITS),
            Said(9, "Kortversjonen holder for erfarne ledere.", title="Lederopplæring i kort form",
                 decision="Gjennomføre kortversjonen for alle nye ledere", who="hr", days=60),
            Said(2, kind=PointKind.WHEEL),
        ),
        left=((NETWORKS.title, "Rakk det ikke"),),
    ),
    Held(
        1,
        (EXTRA_WORK,),
        (
            Said(6, kind=PointKind.STATUS),
            Said(8, "Ett tiltak mangler fortsatt ansvarlig.", PointKind.OVERDUE),
            Said(4, "Oppfølgingsområdene i Skole tas opp i områdets ledermøte.",
                 PointKind.UNITS),
            Said(3, kind=PointKind.DECISIONS),
            Said(8, "Tre nettverk finnes fra før. Velferd har ingen kontaktperson.",
                 title=NETWORKS.title, decision="Lage én side med nettverkene og hvem som er med",
                 who="communication", days=35),
            Said(3, "Årshjulet ble brukt da datoene i desember ble satt.", PointKind.WHEEL),
        ),
        absent=("Petter Aune",), left=((EXTRA_WORK.title, "Venter på tall fra området"),),
    ),
)
COMING = (
    Brought("Mål og satsinger for neste år", "chief", Goal.DECIDE, 12,
            "Utkastet er sendt på forhånd. Vi velger tre satsinger."),
    Brought("Erfaringer fra fiskebeinsanalysene", "development", Goal.INFORM, 6),
)
WAITING = (
    Brought("Besøk hos nabokommunen til våren", "communication", Goal.DISCUSS, 5),
    Brought("Felles mal for lederavtaler", "hr", Goal.DECIDE, 10),
)
LEADS, PREPARES, PROPOSES = CHIEF, SECRETARY, DEV
