"""What is said in the demo's rollouts and contracts. Data only, in bokmål."""

from dataclasses import dataclass
from typing import Any

from leaders.choices import Doer, ManagerPart, Party

# Units in these stages have a rollout; of those whose analysis was held, the ones named here.
STAGES = "PLIR"
OVER = (
    "Solsiden sykehjem", "Psykisk helse og rus", "Hjemmetjenesten nord", "Bjørkelia barnehage",
    "Åsen skole", "Kulturskolen", "Biblioteket", "Vann og avløp",
)
# Its analysis is kept here, and hands over (analyses.py).
HELD_HERE = ("Solsiden sykehjem",)
COACH = "Siv Myhre"
# Completed on 31 August: the analysis is due on the last of February.
COMPLETED_IN_AUGUST = ("Bofellesskapet Tunet", "Legevakten")
# Begun so many days earlier than others in their stage: past the six-month deadline.
LATE = {"Furulia skole": 52, "Elvestad skole": 18}
# Planned so many days ago, called off so many days ago, and why; it is planned anew since.
CALLED_OFF = (
    ("Kulturhuset", 430, 395, "Lederen sluttet før opplæringen. Vi begynner på nytt når den nye "
     "er på plass."),
)
WITHOUT_MEETING = ("Brann og redning",)
MANAGER_PARTS = {
    "Voksenopplæringen": ManagerPart.TOOK_PART, "Dokumentsenteret": ManagerPart.ABSENT,
}
UNSIGNED = (("Lia skole", Party.LEADER), ("IT-drift", Party.MANAGER))
OVERRIDE = (
    "Lederen er i permisjon til jul. Fagutvikler er opplært og går foran så lenge, og lederen tar "
    "opplæringen i januar."
)

OWN_STEPS: tuple[dict[str, Any], ...] = (
    {
        "title": "Tavla henger, og alle vet hva den er til", "doer": Doer.LEADER, "days": 14,
        "order": 45, "help": "Ett sted alle går forbi, med fast dag og tid for tavlemøtet.",
    },
    {
        "title": "Tematime i grunnleggende Lean for alle ansatte", "doer": Doer.DEVELOPMENT,
        "days": 28, "order": 46, "help": "En time. Flere ganger der folk går turnus.",
    },
)

EXPECTATIONS = {
    "milestones": (
        "Tavlemøte hver uke fra andre uke.\nMinst ti forslag prøvd ut det første halvåret.\n"
        "To ansatte kan lede tavlemøtet."
    ),
    "hours": "To timer til forbedring i måneden for alle, fire for leder",
    "rhythm": "TOL spør etter tavla i hvert ledermøte, og går Gemba hvert halvår",
}
BRINGS = (
    "DREL setter av tid og møter forberedt.\nTOL følger opp i ledermøtet.\n"
    "Veileder viser, og lar enheten gjøre det selv neste gang."
)
EXTENDED = "To av avdelingene kom i gang senere enn planlagt, og trenger ett tavlekurs til."
TOPICS = (
    "Tavlemøte, fast oppsett", "Forslag fra ansatte, hvordan de følges opp",
    "A3 på ventetid", "Målepunkter på tavla", "Fem hvorfor", "Verdistrøm, fra henvendelse til svar",
)
ANSWERS = ((5, 4, 4), (4, 4, 5), (3, 4, 4), (5, 5, 4), (2, 3, 4))


@dataclass(frozen=True)
class Told:
    """A contract: begun so many days ago, so many days left (below zero: the last day is past).

    entries: how many times in the log, one every so many days, of so many minutes. extended: the
    new last day in so many days, 0 for as it was.
    """

    unit: str
    begun: int
    left: int
    hours: int
    rhythm: str
    aims: str
    entries: int = 0
    every: int = 14
    minutes: int = 90
    signed: bool = True
    extended: int = 0


_BOARD = "Tavlemøtet går av seg selv, og forslag blir prøvd ut innen to uker."
_LEADER = "Lederen leder forbedringsarbeidet uten veileder i rommet."

CONTRACTS = (
    Told("Hjemmetjenesten sør", 180, 40, 18, "2 timer i måneden", _BOARD, 9, 18),
    Told("NAV Fjellvik", 150, 60, 20, "3 timer i måneden", _LEADER, 8, 16, 75),
    Told("Lia skole", 45, 130, 18, "3 timer i måneden", _BOARD, 3, 12),
    Told("Solbakken barnehage", 200, 21, 16, "2 timer i måneden", _BOARD, 8, 22, 90, True, 75),
    # Many hours, and nothing has moved: coaching without progress.
    Told("Furulia skole", 230, 45, 30, "4 timer i måneden", _LEADER, 15, 15, 100),
    Told("Brann og redning", 210, 90, 28, "3 timer i måneden", _BOARD, 14, 15, 95),
    Told("Nordåsen barnehage", 46, 110, 18, "3 timer i måneden", _LEADER, 3, 14),
    Told("Byggeprosjekter", 50, 90, 15, "2 timer i måneden", _BOARD, 3, 14, 60),
    # The last day is past, and nobody has ended or extended it.
    Told("Kart og oppmåling", 120, -9, 14, "2 timer i måneden", _BOARD, 7, 15, 90),
    Told("Dagsenteret Møteplassen", 48, 120, 18, "3 timer i måneden", _LEADER, 3, 14),
    # Drafts that wait for a signature.
    Told("IT-drift", -9, 150, 16, "2 timer i måneden", _BOARD, signed=False),
    Told("Kommunale boliger", -24, 200, 18, "3 timer i måneden", _LEADER, signed=False),
    # Ended with the analysis.
    Told("Solsiden sykehjem", 900, -300, 24, "3 timer i måneden", _LEADER, 12, 16, 100),
    Told("Psykisk helse og rus", 880, -300, 22, "2 timer i måneden", _BOARD, 11, 16, 90),
    Told("Åsen skole", 870, -300, 20, "2 timer i måneden", _BOARD, 10, 16, 90),
    Told("Kulturskolen", 860, -300, 20, "2 timer i måneden", _BOARD, 10, 16, 90),
)
