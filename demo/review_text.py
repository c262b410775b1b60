"""What was said at the demo's half-yearly reviews. Data only, in bokmål; everybody is invented."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Found:
    """A follow-up area that a review agreed on: what, and days until the deadline."""

    text: str
    due_in: int
    cause: str = ""


@dataclass(frozen=True)
class Held:
    """A review that was held. ago: days back from the end of its half-year, or from today.

    marks: by the question's number, what was not good; the rest was. confirmed: days after.
    """

    unit: str
    manager: str
    leader: str
    coach: str
    ago: int
    status: str
    note: str
    marks: dict[int, tuple[str, str]] = field(default_factory=dict)
    found: tuple[Found, ...] = ()
    progress: str = ""
    expectation: str = ""
    help: str = ""
    minutes: int = 115
    confirmed: int | None = 3
    alone_reason: str = ""


KARI, TOR, AUD, HILDE = "Kari Nordmo", "Tor Egil Haugen", "Aud Myrvold", "Hilde Bakken"
JONAS, SIV = "Jonas Fjeld", "Siv Myhre"
INGRID = "Ingrid Solbakken"
# The area manager's own leader group: the chief executive leads its review, and it is never late.
GROUP = "Ledergruppa i Helse og omsorg"

# The half-year before this one.
BEFORE = (
    Held(
        "Solsiden sykehjem", KARI, "Anne Bråten", JONAS, 16, "watch",
        "Godt driv på dagtid, kveldsvaktene er ikke med ennå.",
        {1: ("watch", "Møtene etter kl. 15 faller bort."),
         3: ("act", "Mål for enheten henger ikke på tavla."),
         8: ("watch", "Gevinstene regnes ut, men føres sjelden.")},
        (
            Found("Mål for enheten mangler på tavla", 100),
            Found("Ingen tavlemøter etter kl. 15", 190, "Vaktskiftet ligger midt i møtetiden."),
            Found("Gevinster skrives ikke opp", 170),
        ),
        "Tavlemøtene kom i gang i alle avdelinger, som vi håpet.",
        "Tavlemøter på kveldsvakt i begge etasjer, og tre mål på tavla.",
        "Veiledning to timer i måneden ut året.",
    ),
    Held(
        "Elvebredden sykehjem", KARI, "Marte Sørlie", "Hanne Lie", 20, "good",
        "Arbeidet går av seg selv, og naboenhetene kommer på besøk.",
        {14: ("watch", "Overflytting til korttid kan bli bedre.")},
        (Found("Mottak av pasienter fra korttid tar for lang tid", 150),),
        "Bedre enn ventet.", "Et felles forløp med korttidsavdelingen.",
    ),
    Held(
        "Hjemmetjenesten nord", KARI, "Turid Haug", "Hanne Lie", 24, "watch",
        "Mange gode forslag, men få blir prøvd ut.",
        {5: ("act", "Eldste forslag er fire måneder."), 11: ("watch", "Tiden spises av vakter.")},
        (Found("Forslag blir liggende uten svar", 120),),
        "Omtrent som ventet.", "Alle forslag får svar innen to uker.",
    ),
    Held(
        "Lia skole", TOR, "Morten Kleven", JONAS, 18, "watch", "Nettopp begynt.",
        {2: ("watch", "Tavla er tom i ferier."), 4: ("watch", "Målene er nye.")},
        (Found("Tavla oppdateres ikke mellom møtene", 110),), minutes=90,
    ),
    Held(
        "Solbakken barnehage", AUD, "Ellen Rud", SIV, 12, "good", "Stabil drift og god stemning.",
        {}, (Found("Rydding av lekeplassutstyr har ingen standard", 130),),
    ),
    Held(
        "NAV Fjellvik", HILDE, "Trond Skar", JONAS, 22, "act",
        "Tavlemøtene har stoppet opp etter omorganiseringen.",
        {1: ("act", "Ingen møter siden mars."), 11: ("act", "Lederen rekker det ikke.")},
        (Found("Tavlemøtene har stoppet opp", 60), Found("Lederen mangler tid til tavla", 90)),
        "Svakere enn ventet.", "Tavlemøte hver uke fra august.", "Veiledning hver uke i august.",
    ),
    Held(
        GROUP, INGRID, KARI, JONAS, 8, "watch",
        "Tavla brukes annenhver uke, og målene er få og klare.",
        {11: ("watch", "Tavlemøtet er det første som faller bort i travle uker.")}, (),
        "Som ventet.", "Tavlemøte hver uke, også når to er borte.", minutes=90,
    ),
)

# This half-year, in all states. ago counts from today.
NOW = (
    Held(
        "Elvebredden sykehjem", KARI, "Marte Sørlie", "Hanne Lie", 12, "good",
        "Går av seg selv. Korttid er med på tavla.",
        {14: ("watch", "Forløpet er avtalt, men ikke i full bruk.")},
        (Found("Felles forløp med korttid brukes ikke av alle vakter", 90),),
        "Som ventet.", "Forløpet brukes på alle vakter.", confirmed=2,
    ),
    Held(
        "Hjemmetjenesten nord", KARI, "Turid Haug", "Hanne Lie", 22, "good",
        "Forslag får svar innen ei uke, og tolv er prøvd ut.",
        {11: ("watch", "Fortsatt for lite tid.")}, (),
        "Bedre enn ventet.", "Samme takt gjennom vinteren.", confirmed=None,
    ),
    Held(
        "NAV Fjellvik", HILDE, "Trond Skar", JONAS, 8, "watch",
        "Møtene er i gang igjen, ett team gjenstår.",
        {1: ("watch", "Ett team mangler."), 11: ("watch", "Fast tid onsdag morgen.")},
        (Found("Ett team har ikke tavlemøter", 75),), "Som ventet.",
        "Alle team har møter.", confirmed=4,
    ),
)
# Finished and waiting to be locked; the coach was ill.
WAITING = Held(
    "Psykisk helse og rus", KARI, "Lise Vik", "", 3, "watch", "Jevnt arbeid, men få tall.",
    {8: ("watch", "Gevinster føres ikke."), 4: ("watch", "Målene er lite kjent.")},
    (Found("Ansatte kjenner ikke målene", 80),), "Første revisjon.", "Tre mål alle kjenner.",
    minutes=95, alone_reason="Veilederen ble syk samme morgen.",
)
# Begun and not finished.
RUNNING = ("Hjemmetjenesten sør", KARI, 1)
# Solsiden today: what the leader handed in, and what is to be taken up with her.
PREPARED = {
    "proud_of": "Tre mål henger på tavla, og begge etasjer bruker dem i møtet.",
    "hard": "Kveldsmøtene faller bort når det er sykdom.",
    "to_raise": "Hvordan får vi kveldsvaktene med, uten overtid?",
    "help_wanted": "Møtelederne trenger øving i å fordele forslag før møtet avsluttes.",
}
PREPARED_MARKS = {
    1: ("watch", "Tre av fem kveldsmøter holdt."), 2: ("good", ""), 3: ("good", "Tre mål."),
    4: ("good", ""), 5: ("good", ""), 7: ("good", ""), 8: ("good", "Seks gevinster ført."),
    11: ("watch", "Vaktplanen tar mye tid."), 13: ("good", ""), 15: ("good", ""),
}
POINT = "Sette av fast tid til tavla i egen kalender"
# Planned ahead: unit, manager, days ahead, hour.
AHEAD = (
    ("Dagsenteret Møteplassen", KARI, 9, 12), ("Lia skole", TOR, 12, 9),
    ("Åsen skole", TOR, 16, 9), ("Solbakken barnehage", AUD, 6, 10),
    ("Trollskogen barnehage", AUD, 14, 9), (GROUP, INGRID, 17, 12),
)
MOVED = ("Furulia skole", TOR, "Stillingen som rektor er ledig.")
