"""What has become of the plan since it was adopted: who said what, and when. Data only.

Days count from today: `ago` back, `days` on (negative: back). People are named as in
organisation_text, positions by the keys of demo.places.
"""

from dataclasses import dataclass

NOT_STARTED, IN_PROGRESS, ON_HOLD = "not_started", "in_progress", "on_hold"
DONE, DROPPED = "done", "dropped"


@dataclass(frozen=True)
class Due:
    """A date so many days on, as exactly as the precision says."""

    days: int
    precision: str = "day"


@dataclass(frozen=True)
class Ongoing:
    """No end; reviewed at the first meeting at least so many days on, and in the rhythm."""

    rhythm: str
    days: int


@dataclass(frozen=True)
class Recurring:
    """Comes back in the rhythm, or on an event."""

    rhythm: str = "on_event"


When = Due | Ongoing | Recurring


@dataclass(frozen=True)
class Said:
    """A status with a comment."""

    ago: int
    by: str
    status: str
    comment: str = ""


@dataclass(frozen=True)
class Moved:
    """A deadline that was moved, and why."""

    ago: int
    by: str
    due: When
    reason: str


@dataclass(frozen=True)
class Suggested:
    """A suggestion to the management group."""

    ago: int
    by: str
    owner: str = ""
    due: When | None = None


@dataclass(frozen=True)
class Filled:
    """What we will do, the signs that it is done, and who carries it out."""

    ago: int
    by: str
    description: str = ""
    done_when: str = ""
    executor: str = ""


Event = Said | Moved | Suggested | Filled


@dataclass(frozen=True)
class Life:
    """One measure since the adoption. owner and due are what RLG gave it, empty for neither."""

    owner: str = ""
    due: When | None = None
    events: tuple[Event, ...] = ()


CHIEF, DEV, HR, ECONOMY = "Ingrid Solbakken", "Hanne Lie", "Petter Aune", "Ragnhild Moe"
TOL, SCHOOLS, TECHNICAL, CULTURE = "Kari Nordmo", "Tor Egil Haugen", "Marit Aas", "Ola Brekke"
SECRETARY, COACH, SECOND_COACH = "Siri Dahl", "Jonas Fjeld", "Siv Myhre"

# The management group gave these owners and deadlines at the meeting after the adoption.
SECOND: dict[str, Life] = {
    "T1": Life(
        "development", Ongoing("half_year", 25),
        (
            Said(104, DEV, IN_PROGRESS, "Neste kurs er lagt. Tolv ledere er påmeldt."),
            Said(
                41, DEV, IN_PROGRESS,
                "Første runde er holdt. Ni av tolv svarer at de vil bruke det de lærte, alt neste "
                "uke. De tre andre savnet eksempler fra egen tjeneste; det tar vi inn.",
            ),
        ),
    ),
    "T2": Life(
        "chief", Recurring(),
        (
            Said(96, CHIEF, IN_PROGRESS, "Tre nye ledere siden sist. Alle har vært innom."),
            Said(27, CHIEF, IN_PROGRESS, "To til har vært innom. Én samtale er avtalt."),
        ),
    ),
    "T3": Life(
        "hr", Due(-72),
        (
            Said(110, HR, IN_PROGRESS, "Utkast til avsnitt er sendt til tillitsvalgte."),
            Said(
                77, HR, DONE,
                "Avsnittet står i malen fra nå av. De fire siste som er ansatt, har det i avtalen "
                "sin. Ledere som alt var ansatt, får det når lederavtalen fornyes.",
            ),
        ),
    ),
    "T4": Life(
        "development", Recurring(),
        (Said(83, DEV, IN_PROGRESS, "Fire av seks nye ledere har tatt kurset innen tre måneder."),),
    ),
    "T5": Life("", None, (Suggested(33, SECRETARY, "hr", Recurring()),)),
    "T6": Life(
        "development", Recurring(),
        (
            Said(
                58, DEV, IN_PROGRESS,
                "Begge enhetene som begynte sist, ventet til lederen var ferdig med kurset.",
            ),
        ),
    ),
    "T7": Life(
        "every_tol", Recurring(),
        (
            Said(
                61, TOL, IN_PROGRESS,
                "Åpnet møtet på Møteplassen. Vi skrev ned hva vi venter av hverandre på ett ark, "
                "og arket henger ved tavla.",
            ),
        ),
    ),
    "T8": Life(
        "hr", Due(64, "month"),
        (Said(88, HR, IN_PROGRESS, "Spørsmålet er lagt inn i malen for lederavtalen."),),
    ),
    "T9": Life(
        "development", Due(-45),
        (
            Filled(112, DEV, "Fire samlinger på en halv dag, med arbeid i egen enhet imellom.",
                   "Programmet er laget\nFørste kull er ferdig\nKullet har vurdert programmet",
                   SECOND_COACH),
            Said(90, SECOND_COACH, IN_PROGRESS, "Opplegget er klart. Atten ledere er påmeldt."),
            Moved(
                48, DEV, Due(-12),
                "To samlinger er flyttet fordi halve kullet arbeidet med budsjettet.",
            ),
            Said(
                20, SECOND_COACH, IN_PROGRESS,
                "Tre av fire samlinger er holdt. Den siste måtte vente: lokalet var dobbeltbooket.",
            ),
        ),
    ),
    "T10": Life(
        "development", Recurring("half_year"),
        (
            Filled(112, DEV, executor=COACH),
            Said(
                70, COACH, IN_PROGRESS,
                "Lederforum om å gå Gemba. 61 ledere var med. Tematime om 5S for 23 ansatte.",
            ),
            Said(15, COACH, IN_PROGRESS, "Lederforum om måltall på tavla. 58 ledere var med."),
        ),
    ),
    "T11": Life(),
    "T12": Life(
        "economy", Due(-80),
        (
            Said(108, ECONOMY, IN_PROGRESS, "Ti tall er foreslått. De sendes til TOL på høring."),
            Moved(
                86, ECONOMY, Due(-53),
                "Tre områder vil bytte ut tall som de ikke kan hente fra systemene sine.",
            ),
            Moved(
                55, ECONOMY, Due(-25),
                "Skole og Barnehage trenger samme tall for ulike år. Vi venter på ny uttrekk.",
            ),
            Said(
                28, ECONOMY, IN_PROGRESS,
                "Elleve av tolv områder har godkjent tallene. Innbyggerservice gjenstår.",
            ),
        ),
    ),
    "T13": Life(
        "economy", Recurring("quarter"),
        (
            Said(
                65, ECONOMY, IN_PROGRESS,
                "14 av 17 avsluttede forbedringer har ført gevinst. For de tre andre er det "
                "skrevet hvorfor den ikke lar seg måle.",
            ),
        ),
    ),
    "T14": Life(
        "every_tol", Recurring("quarter"),
        (
            Said(100, SCHOOLS, IN_PROGRESS, "Alle skolene er i gang, unntatt Vestsida."),
            Said(
                52, TOL, IN_PROGRESS,
                "Fem av seks enheter i Helse og omsorg holder tavlemøte hver uke. På Møteplassen "
                "begynner vi når innføringen er ferdig.",
            ),
            Said(24, TECHNICAL, IN_PROGRESS, "Alle hos oss møtes hver uke, også utemannskapene."),
        ),
    ),
    "T15": Life(
        "every_tol", Recurring("half_year"),
        (
            Said(49, TOL, IN_PROGRESS, "Gemba gjennomført i fire av seks enheter dette halvåret."),
            Said(18, SCHOOLS, IN_PROGRESS, "Fem av ni skoler besøkt. De siste er avtalt."),
        ),
    ),
    "T16": Life(
        "chief", Ongoing("half_year", 39),
        (
            Said(
                74, CHIEF, IN_PROGRESS,
                "RLG og ledergruppene i Teknisk og Kultur og fritid har egen tavle. De andre "
                "bestemmer selv når de vil begynne.",
            ),
        ),
    ),
    "T17": Life(
        "every_tol", Recurring(),
        (
            Said(
                36, TECHNICAL, IN_PROGRESS,
                "Brann og redning har analysen foran seg. Tid er satt av.",
            ),
        ),
    ),
    "T18": Life(
        "development", Recurring(),
        (Said(92, DEV, IN_PROGRESS, "Alle tolv avtaler som løper, har en siste dag."),),
    ),
    "T19": Life(
        "group", Ongoing("quarter", 11),
        (
            Said(93, CHIEF, IN_PROGRESS, "Tavlene er brukt på alle møter siden vedtaket."),
            Said(22, CHIEF, IN_PROGRESS, "Brukt på seks av sju møter. Det siste var om budsjett."),
        ),
    ),
    "T20": Life(
        "hr", Due(30, "half_year"),
        (
            Said(66, HR, IN_PROGRESS, "71 av 93 ledere har en avtale som gjelder."),
            Said(13, HR, IN_PROGRESS, "84 av 93. TOL har fått liste over dem som mangler."),
        ),
    ),
    "T21": Life("tol/Kultur og fritid", None, ()),
    "T22": Life("", Due(95, "month"), ()),
    "T23": Life(
        "chief", Due(-49),
        (
            Said(85, CHIEF, IN_PROGRESS, "Første utkast hengt opp. Vi retter på det underveis."),
            Said(
                50, CHIEF, DONE,
                "Årshjulet henger på møterommet og er brukt på tre møter på rad. Sekretæren holder "
                "det ved like.",
            ),
        ),
    ),
    "T24": Life(
        "tol/Kultur og fritid", Due(19),
        (
            Said(78, CULTURE, IN_PROGRESS, "Spørsmål sendt til alle områder. Sju har svart."),
            Said(
                10, CULTURE, IN_PROGRESS,
                "21 nettverk er meldt inn. Fire av dem har ikke møttes på over et år.",
            ),
        ),
    ),
    "T25": Life(
        "group", Due(120, "month"),
        (
            Said(
                47, CHIEF, ON_HOLD,
                "Vi venter til første kull er ferdig med lederprogrammet, slik planen sier.",
            ),
        ),
    ),
    "T26": Life(
        "development", Recurring(),
        (
            Filled(112, DEV, executor=COACH),
            Said(
                31, COACH, IN_PROGRESS,
                "Tre av fire analyser siden sist spurte de andre først. Den fjerde var i gang før "
                "vi ble bedt om hjelp.",
            ),
        ),
    ),
    "T27": Life(
        "development", Recurring("half_year"),
        (
            Said(
                40, DEV, IN_PROGRESS,
                "Med på 31 av 46 revisjoner så langt dette halvåret. To timer er satt av til hver.",
            ),
        ),
    ),
    "T28": Life(
        "every_tol", Ongoing("quarter", 53),
        (Said(68, TOL, IN_PROGRESS, "Fast punkt når TOL forbereder revisjonen."),),
    ),
    "T29": Life(
        "development", None,
        (Suggested(26, DEV, "", Due(88, "half_year")),),
    ),
}

# Prepared for that meeting; what the meeting used is gone, and the rest stands here.
PREPARED: dict[str, Suggested] = {
    "T3": Suggested(0, SECRETARY, "hr", Due(-72)),
    "T12": Suggested(0, SECRETARY, "economy", Due(-80)),
    "T20": Suggested(0, SECRETARY, "hr", Due(30, "half_year")),
}


@dataclass(frozen=True)
class Later:
    """A measure made later for one unit. row: number of the row it stands in."""

    ago: int
    by: str
    row: int
    unit: str
    text: str
    supports: str
    owner: str = ""
    due: When | None = None
    description: str = ""
    done_when: str = ""
    events: tuple[Event, ...] = ()


# In the order they were made: T30 and on.
LATER: tuple[Later, ...] = (
    Later(
        105, TOL, 2, "Solsiden sykehjem", "Tavlemøte også på kveldsskiftet", "T14",
        "drel/Solsiden sykehjem", Due(-43),
        "Kveldsskiftet holder et kort møte ved tavla når vakta begynner. Ansvarlig på vakt leder "
        "møtet, og forslagene tas med i møtet på dagtid.",
        "De som leder møtet, har fått opplæring\nTavla henger på vaktrommet\n"
        "Fire av fem møter er holdt, fire uker på rad",
        (
            Moved(
                71, "Anne Bråten", Due(-12),
                "Vi må lære opp to til før vi kan begynne; én har sluttet.",
            ),
            Said(
                26, "Anne Bråten", IN_PROGRESS,
                "Alle som leder møtet, har fått opplæring. Første møte på kveld er holdt.",
            ),
            Said(
                5, "Anne Bråten", IN_PROGRESS,
                "Tre av fem møter holdt i forrige uke. To falt bort fordi vikaren ikke kjente "
                "opplegget. Vi lager et kort som henger ved tavla.",
            ),
        ),
    ),
    Later(
        102, "Aud Myrvold", 2, "Bjørkelia barnehage", "Tavlemøtet flyttes til før levering", "T14",
        "drel/Bjørkelia barnehage", Due(20), "", "Alle avdelinger er med",
        (Said(34, "Randi Sletten", IN_PROGRESS, "Prøvd i tre uker. To av tre avdelinger er med."),),
    ),
    Later(
        97, "Åse Moen", 5, "Åsen skole", "Felles måte å skaffe vikar på for skole og SFO", "T24",
        "drel/Åsen skole", Due(45, "month"), "", "",
        (Said(44, "Åse Moen", IN_PROGRESS, "Skole og SFO ringer fra samme liste nå."),),
    ),
    Later(
        91, TOL, 4, "Psykisk helse og rus", "Målene på tavla skrives slik at de kan telles", "T21",
        "drel/Psykisk helse og rus", Due(31), "", "Hvert mål har et tall og en dato",
        (Said(29, "Lise Vik", IN_PROGRESS, "To av fem mål er skrevet om sammen med de ansatte."),),
    ),
    Later(
        84, TECHNICAL, 2, "Vei og trafikk", "Utemannskapene får tavle på verkstedet", "T14",
        "drel/Vei og trafikk", Due(-30), "", "",
        (
            Said(56, "Rune Bjerke", IN_PROGRESS, "Tavla er bestilt."),
            Said(
                32, "Rune Bjerke", DONE,
                "Tavla henger ved nøkkelskapet. Møtet tar ti minutter hver mandag, og de første "
                "fire ukene ga sju forslag.",
            ),
        ),
    ),
    Later(
        82, "Anne Bråten", 2, "Solsiden sykehjem", "Ett lager for utstyr i stedet for tre", "T13",
        "drel/Solsiden sykehjem", Due(-28), "Etter forslag på tavla. Vi rydder og merker sammen.",
        "Ett rom er ryddet og merket\nTiden vi bruker på å lete, er målt før og etter",
        (
            Said(
                35, "Anne Bråten", DONE,
                "Vi brukte fire timer i uka på å lete, nå under én. Timene er lagt til "
                "ettermiddagen.",
            ),
        ),
    ),
    Later(
        76, CULTURE, 5, "Biblioteket", "Lesestund sammen med barnehagene, avtalt for et helt år",
        "T24", "drel/Biblioteket", Due(50, "half_year"), "", "",
        (Said(17, "Eva Lindahl", ON_HOLD, "Vi venter på svar fra to av barnehagene."),),
    ),
    Later(
        69, TOL, 2, "Helse og omsorg", "Ledergruppen prøver sin egen tavle i et halvt år", "T16",
        "tol/Helse og omsorg", Due(14), "", "Tavla er brukt på tolv møter\nVi har bestemt om vi "
        "fortsetter",
        (Said(19, TOL, IN_PROGRESS, "Ni av tolv møter holdt. Tavla er flyttet til gangen."),),
    ),
    Later(
        63, SCHOOLS, 1, "Furulia skole", "Lærerne får prøve en time uten avbrudd hver uke", "T11",
        "drel/Furulia skole", Due(40), "", "",
        (Said(57, "Rolf Tønnesen", IN_PROGRESS, "To trinn har begynt. Vi teller avbruddene."),),
    ),
    Later(
        54, TOL, 3, "Hjemmetjenesten nord", "Én side som viser hvem som gjør hva på vakta", "T17",
    ),
    Later(
        46, "Ingunn Lerberg", 2, "Byggesak", "Alle saker på papirtavle ved siden av systemet",
        "T13", "drel/Byggesak", Due(-5), "", "",
        (
            Said(
                16, "Ingunn Lerberg", DROPPED,
                "Prøvd i tre uker. Systemet viser det samme, og vi skrev alt to ganger.",
            ),
        ),
    ),
    Later(
        38, "Trond Skar", 6, "NAV Fjellvik", "Fast time med veileder annenhver onsdag", "T27",
        "drel/NAV Fjellvik", Recurring("month"), "", "",
        (Said(9, "Trond Skar", IN_PROGRESS, "Første time er holdt."),),
    ),
    Later(
        30, "Anne Bråten", 5, "Solsiden sykehjem",
        "Bestilling av varer samles med Elvebredden sykehjem", "T24",
        "drel/Solsiden sykehjem", Due(8), "", "Én felles liste er i bruk\nÉn levering i uka",
        (Said(11, "Anne Bråten", IN_PROGRESS, "Listen er laget. Første levering er avtalt."),),
    ),
    Later(
        22, TOL, 4, "Solsiden sykehjem", "Enhetens mål deles opp, så hver etasje får sitt", "T21",
        "drel/Solsiden sykehjem", None,
    ),
)


@dataclass(frozen=True)
class Proposed:
    """A proposal to change adopted text; adopted_ago 0 still waits for a decision.

    ago counts from the meeting that adopted it, or from today where it waits.
    """

    ago: int
    by: str
    code: str
    new_text: str
    reason: str
    adopted_ago: int = 0
    note: str = ""


PROPOSALS: tuple[Proposed, ...] = (
    Proposed(
        18, DEV, "T10",
        "Lederforumet og tematimene tar opp igjen det viktigste hvert halvår.",
        "Annethvert år er for sjelden: en tredel av lederne er nye siden sist.",
        59, "Enstemmig.",
    ),
    Proposed(
        23, TOL, "T14",
        "Alle enheter møtes ved tavla i fast rytme, også på kveld og helg der det arbeides turnus.",
        "I turnus er det mange som aldri er til stede når møtet holdes. Solsiden har prøvd det.",
    ),
)

# What became of the first generation. ago counts to the day it was said.
FIRST: dict[str, Life] = {
    "T1": Life("chief", Due(-800), (
        Said(805, CHIEF, DONE, "Enheten er på plass med tre veiledere."),
    )),
    "T2": Life("development", Due(-760), (
        Said(765, DEV, DONE, "Oppskriften er prøvd og rettet to ganger."),
    )),
    "T3": Life("development", Due(-560), (
        Said(740, DEV, IN_PROGRESS, "Seks enheter har meldt seg."),
        Said(570, DEV, DONE, "Alle seks er gjennom. Fem går videre på egen hånd."),
    )),
    "T4": Life("development", Due(-520), (
        Moved(540, DEV, Due(-470), "Det var for få plasser."),
        Said(474, DEV, DONE, "81 av 92 ledere har vært med. Resten får tilbudet som nye ledere."),
    )),
    "T5": Life("communication", Due(-600, "half_year"), (
        Said(610, "Sunniva Haga", DROPPED, "To nummer kom ut. Få leste dem, og det tok mye tid."),
    )),
    "T6": Life("every_tol", Recurring(), (
        Said(430, TECHNICAL, IN_PROGRESS, "Alle som er i gang hos oss, har tavle."),
        Said(300, CHIEF, DONE, "46 enheter har tavle. Nye enheter får den ved oppstart."),
    )),
    "T7": Life("economy", Due(-500), (
        Said(505, ECONOMY, IN_PROGRESS, "Regnearket er i bruk, men få fyller det ut."),
    )),
    "T8": Life("group", Due(-420), (
        Said(425, CHIEF, IN_PROGRESS, "To av fem tavler er laget."),
    )),
    "T9": Life("development", Due(-380, "year"), (
        Said(390, DEV, DROPPED, "Enhetene vil ha tavla på veggen, der de møtes."),
    )),
    "T10": Life("every_tol", Recurring("year"), (
        Said(360, TOL, IN_PROGRESS, "To av seks enheter besøkt i år."),
    )),
    "T11": Life("development", Recurring("half_year"), (
        Said(280, DEV, DONE, "Lederforumet er blitt en fast del av halvåret."),
    )),
    "T12": Life("", None, ()),
}

# Measures of the first generation that go on, and as which of the second.
CARRIED: dict[str, str] = {"T7": "T13", "T8": "T19", "T10": "T15", "T12": "T24"}

EVALUATION = (
    "Seks av tolv tiltak er gjennomført, to utgår og fire føres videre. Oppskriften for innføring "
    "virker, og 46 enheter har tavle. Det som ikke gikk: gevinster ble ført av få, RLG gjorde ikke "
    "tavlene sine ferdige, og TOL kom for sjelden ut i enhetene. Neste plan må si hvem som svarer "
    "for hva, og når."
)
