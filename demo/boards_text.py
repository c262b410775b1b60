"""What stands on the boards of the demo; whole numbers are days back from today, or days on."""

from dataclasses import dataclass, field

HOME, HEALTH, GROUP, SCHOOL = (
    "Solsiden sykehjem", "Helse og omsorg", "Rådmannens ledergruppe", "Lia skole"
)
DREL, TOL, CHIEF = "Anne Bråten", "Kari Nordmo", "Ingrid Solbakken"


@dataclass(frozen=True)
class FigureSaid:
    """A measuring point. values: the oldest first, a fortnight apart, the last a few days ago."""

    name: str
    unit: str
    target: str
    better: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """A move. to: where; ago: days back. write: into the round, before the move."""

    to: str
    ago: int
    write: dict[str, str] = field(default_factory=dict)
    decision: str = ""
    standard: str = ""


@dataclass(frozen=True)
class SuggestionSaid:
    """A suggestion. proposer: a person who is named, else in words, "" for no name.

    scores: effort and effect. due: days on from today, negative for late.
    """

    title: str
    problem: str
    ago: int
    proposer: str = ""
    in_words: str = ""
    scores: tuple[int, int] | None = None
    responsible: str = ""
    executor: str = ""
    due: int = 0
    steps: tuple[Step, ...] = ()
    over_limit: bool = False


@dataclass(frozen=True)
class BoardSaid:
    """A board, whose it is and who enters it."""

    owner: str
    name: str
    by: str
    purpose: str
    cadence: str
    weekday: int
    hour: int
    limit: int
    rules: str = ""
    figures: tuple[FigureSaid, ...] = ()
    suggestions: tuple[SuggestionSaid, ...] = ()
    minutes: int = 15
    place: str = ""


DREL_HOME, DREL_SCHOOL, TOL_HEALTH = (
    "drel/Solsiden sykehjem", "drel/Lia skole", "tol/Helse og omsorg"
)
PLAN = {
    "aim": "Alle finner medisintralla uten å lete.",
    "hypothesis": "Med en fast plass går ingen leting på kveldsvakt.",
    "baseline": "Rundt 10 minutter leting per vakt",
    "plan": "Tone Lunde merker plassen, alle setter den tilbake etter runden.",
}

BOARDS = (
    BoardSaid(
        HOME, "Tavle, avdeling 2", DREL,
        "Vi forbedrer for at beboerne skal ha trygge og gode dager.", "weekly", 1, 13, 5,
        rules="Vi står\nVi begynner og slutter presis\n"
        "Den som foreslår, trenger ikke forsvare det\nEt forslag får svar samme dag",
        figures=(
            FigureSaid("Beskjeder som går tapt ved vaktskifte", "i måneden", "2", "lower",
                       ("7", "6", "6", "4", "5", "3")),
            FigureSaid("Beboere ute en time i uka", "av 48 beboere", "48", "higher",
                       ("29", "31", "36", "38", "41")),
            FigureSaid("Rapport på kveld", "minutter", "10", "lower",
                       ("22", "19", "13", "10", "9")),
        ),
        suggestions=(
            SuggestionSaid("Felles handleliste på kjøkkenet", "Vi handler det samme to ganger.", 7,
                           in_words="Avdeling 2", scores=(1, 3), steps=(Step("prioritised", 6),)),
            SuggestionSaid("Merke hyller på lageret", "Ingen vet hvor ting skal stå.", 14,
                           scores=(2, 4), steps=(Step("prioritised", 13),)),
            SuggestionSaid("Pårørende booker besøk på nett", "Telefonen ringer i stell og måltid.",
                           28, in_words="Kjøkkenet", scores=(4, 4)),
            SuggestionSaid("Nattlys i gangen ved rom 12", "", 1, proposer="Even Aas"),
            SuggestionSaid(
                "Fast plass til medisintralla", "Vi leter etter tralla på kveldsvakt.", 20,
                in_words="Nattevakten", scores=(1, 4), responsible=DREL_HOME,
                executor="Tone Lunde", due=10, steps=(Step("plan", 13), Step("plan", 12, PLAN)),
            ),
            SuggestionSaid(
                "Tavlemøte også på kveldsskift", "Kveldsvakta får ikke med seg det vi avtaler.", 60,
                in_words="Kveldsvakta", scores=(2, 5), responsible=DREL_HOME, due=-12,
                steps=(
                    Step("plan", 50),
                    Step("do", 40, {"aim": "Kvelden vet det samme som dagen.",
                                    "hypothesis": "Ti minutter kl. 15.30 er nok."}),
                ),
            ),
            SuggestionSaid(
                "Stikkordskort til vaktskifte", "Viktige ting blir glemt i rapporten.", 45,
                proposer="Maja Kristoffersen", scores=(1, 5), responsible=DREL_HOME,
                executor="Gry Hauge", due=8,
                steps=(
                    Step("plan", 44),
                    Step("do", 40, {"aim": "Ingen beskjeder går tapt.", "baseline": "7 i måneden"}),
                    Step("check", 30, {"did": "Kort i lomma på alle, tre uker.",
                                       "result": "5 mot 7. Kortene var for lange."}),
                    Step("again", 25),
                    Step("do", 18, {"aim": "Kort med tre stikkord.",
                                    "hypothesis": "Under tre i måneden."}),
                ),
            ),
            SuggestionSaid(
                "Tur etter frokost", "Turene faller bort når vi venter til ettermiddagen.", 70,
                in_words="Avdeling 2", scores=(2, 4), responsible=DREL_HOME, due=4,
                steps=(
                    Step("plan", 60),
                    Step("do", 50, {"aim": "Alle som vil, ut hver uke.", "baseline": "29 av 48"}),
                    Step("check", 6, {"did": "Tur rett etter frokost, mandag til fredag."}),
                ),
            ),
            SuggestionSaid(
                "Rapporten tas ved tavla", "Rapporten tok 25 minutter.", 120, in_words="Avdeling 1",
                scores=(2, 5), responsible=DREL_HOME, due=-60,
                steps=(
                    Step("plan", 110), Step("do", 100, {"baseline": "25 minutter"}),
                    Step("check", 80, {"did": "Stående rapport ved tavla i fire uker.",
                                       "result": "Tre timer spart i uka, brukt til turer",
                                       "result_number": "9", "result_unit": "minutter"}),
                    Step("adopted", 75, standard="Rutine for vaktskifte, punkt 2"),
                ),
            ),
            SuggestionSaid("Egen vaskemaskin på avdelingen", "Tøyet kommer bort.", 55,
                           in_words="Avdeling 1", scores=(5, 2),
                           steps=(Step("parked", 50, decision="Tas opp igjen ved budsjettet."),)),
            SuggestionSaid("Kaffemaskin på vaktrommet", "", 40, proposer="Even Aas", scores=(3, 1),
                           steps=(Step("declined", 39, decision="Den på kjøkkenet kan brukes av "
                                       "alle. Vi bruker heller pengene på turutstyr."),)),
            SuggestionSaid(
                "Digital ønskeliste for aktiviteter", "Ønskene når ikke fram.", 150,
                in_words="Brukerrådet", scores=(3, 3), responsible=DREL_HOME, due=-90,
                steps=(
                    Step("plan", 140), Step("do", 130, {"did": "Nettbrett i stua i seks uker."}),
                    Step("check", 100, {"result": "To ønsker på seks uker."}),
                    Step("dropped", 95, decision="Ingen brukte den. Samtalen ved frokosten er "
                         "bedre."),
                ),
            ),
        ),
        place="Vaktrommet",
    ),
    BoardSaid(
        HOME, "Kjøkkentavla", DREL, "Maten skal være god og komme når den skal.", "fortnightly", 3,
        9, 2, minutes=10,
        suggestions=(
            SuggestionSaid("Ett bestillingsskjema", "Tre skjemaer sier tre ting.", 30,
                           in_words="Kjøkkenet", scores=(2, 3), responsible=DREL_HOME, due=12,
                           steps=(Step("plan", 25), Step("do", 20))),
            SuggestionSaid("Fast tid for levering av tørrvarer", "", 26, in_words="Kjøkkenet",
                           scores=(1, 3), responsible=DREL_HOME, due=15, steps=(Step("plan", 15),)),
            SuggestionSaid("Mindre matsvinn på kveldsmaten", "Vi kaster brød hver kveld.", 4,
                           scores=(2, 4), steps=(Step("prioritised", 3),)),
        ),
    ),
    BoardSaid(
        HEALTH, "Tavle for ledergruppa i Helse", TOL,
        "Vi fjerner hindringene som enhetene ikke kan fjerne selv.", "weekly", 0, 8, 4,
        suggestions=(
            SuggestionSaid("Felles vikarliste på tvers av enhetene",
                           "Hver enhet leier inn for seg.", 35, in_words="Enhetslederne",
                           scores=(3, 5), responsible=TOL_HEALTH, due=20,
                           steps=(Step("plan", 30), Step("do", 14))),
        ),
    ),
    BoardSaid(
        GROUP, "RLGs egen tavle", CHIEF, "Et hestehode foran, for dem vi er til for.",
        "fortnightly", 1, 9, 3, minutes=30, place="Formannskapssalen",
        suggestions=(
            SuggestionSaid("Saker til RLG på én side", "Vi bruker tida på å lese i møtet.", 25,
                           in_words="RLG", scores=(2, 4), responsible="chief", due=25,
                           steps=(Step("plan", 12),)),
        ),
    ),
)


@dataclass(frozen=True)
class LiftSaid:
    """A lifted point. board: name of the one it is lifted from; suggestion: title, "" for a point.

    by: who lifts; ago and due: days back, and days on from today. answer: "" while it waits.
    on: text of the lift that this one goes on from.
    """

    board: str
    text: str
    by: str
    ago: int
    due: int
    suggestion: str = ""
    answer: str = ""
    answered: int = 0
    on: str = ""


ON_SOLSIDEN, ON_HEALTH = "Tavle, avdeling 2", "Tavle for ledergruppa i Helse"
LIFTS = (
    LiftSaid(ON_SOLSIDEN, "Nattevakt deles med Elvebredden", DREL, 14, 7),
    LiftSaid(ON_SOLSIDEN, "Vikarer kjenner ikke kveldsmøtet", DREL, 30, -16,
             answer="Alle vikarer får en time opplæring fra neste måned. Kari følger opp.",
             answered=20),
    LiftSaid(ON_SOLSIDEN, "Pårørende booker besøk på nett", DREL, 26, -2,
             suggestion="Pårørende booker besøk på nett"),
    LiftSaid(ON_HEALTH, "Booking på nett for alle sykehjem", TOL, 12, 9,
             on="Pårørende booker besøk på nett"),
)
