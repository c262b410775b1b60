"""Generation 2 of the invented municipality's plan, in words of our own. Data only, in bokmål.

Built like a plan that a management group adopts: focus areas, what it builds on, rows with
challenges beside measures, lead lines, sub-headings, a footnote, and neither owner nor deadline.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Statement:
    """A sentence under a focus area; level 2 stands under the level 1 before it."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Focus:
    """A focus area with its objective."""

    name: str
    objective: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Line:
    """A measure. suggested: who the text itself names, a key of demo.places."""

    text: str
    heading: str = ""
    lead: bool = False
    footnote: str = ""
    answers: tuple[int, ...] = ()
    suggested: str = ""


@dataclass(frozen=True)
class Row:
    """A row: challenges on the left, lines on the right. focus: number of the focus area, 0 none.

    question: number of the challenge in the row that is an open question, 0 where none is.
    """

    title: str
    focus: int
    challenges: tuple[str, ...]
    lines: tuple[Line, ...]
    question: int = 0


@dataclass(frozen=True)
class Text:
    """A generation of the plan. basis: text, and days from it to the adoption (0: no date)."""

    generation: int
    title: str
    focuses: tuple[Focus, ...]
    basis: tuple[tuple[str, int], ...]
    rows: tuple[Row, ...] = field(default=())


SERIES = "Lean i Fjellvik"

_NEW = "Når du er ny som leder"
_STARTING = "Når enheten skal i gang"
_UNDERWAY = "Underveis"

SECOND = Text(
    generation=2,
    title="Handlingsplan for Lean i Fjellvik",
    focuses=(
        Focus(
            "Lederskap og læring",
            "Ledere som kan metoden, og som bruker den selv",
            (
                Statement(
                    "Hver leder får opplæring før egen enhet begynner, og møter sine ansatte godt "
                    "forberedt."
                ),
                Statement(
                    "Læringen stopper ikke etter kurset: lederforum, tematimer og råd når noen ber "
                    "om det, holder den ved like."
                ),
            ),
        ),
        Focus(
            "Roller og sammenheng",
            "Alle vet hvem som gjør hva, og hvorfor",
            (
                Statement(
                    "Arbeidet ser likt ut fra enhet til enhet, så den som bytter jobb, kjenner seg "
                    "igjen."
                ),
                Statement("Det står skrevet hvem som svarer for hva.", level=2),
                Statement("Rapporten lages av det som alt er registrert.", level=2),
                Statement("Det ett område forbedrer, skal ikke bli en byrde for et annet."),
            ),
        ),
    ),
    basis=(
        ("Oppsummering av den første planen", 28),
        ("Årsaksanalyse gjort sammen med alle TOL", 56),
        ("Det enhetene selv skrev i årsmeldingene sine de to siste årene", 0),
        ("Dagssamling for TOL på Fjellstua: hva stoppet opp, og hva gjør vi med det?", 70),
    ),
    rows=(
        Row(
            "Ledere som går foran", 1,
            (
                "For få ser hva innbyggerne får igjen for arbeidet med Lean.",
                "Mange strever med å se hva tavler og tidtaking har med jobben deres å gjøre.",
                "Dagens drift fyller uka, og ledere kommer sjelden til å tenke framover.",
            ),
            (
                Line(
                    "Opplæring som gir ledere trygghet i metoden, slik at de ser nytten selv før "
                    "de ber andre om å bli med.",
                    lead=True, answers=(1, 2),
                ),
                Line(
                    "Rådmannen tar imot hver nye leder til en samtale den første måneden.",
                    heading=_NEW, answers=(1,), suggested="chief",
                ),
                Line(
                    "Arbeidsavtalen får et avsnitt om hva vi venter av en leder i en Lean-kommune.",
                    heading=_NEW, answers=(2,),
                ),
                Line(
                    "Innføringskurset fra Utviklingsenheten legges til de tre første månedene i "
                    "jobben.",
                    heading=_NEW, answers=(2,), suggested="development",
                ),
                Line(
                    "Nye ledere får en innføringsbok om Lean og snakker om den med sin TOL.",
                    heading=_NEW, answers=(2,),
                ),
                Line(
                    "Lederen er ferdig med kurset før det settes dato for oppstart i enheten.",
                    heading=_STARTING, answers=(1, 2),
                ),
                Line(
                    "TOL åpner oppstartsmøtet og sier høyt hva som ventes av lederen, de ansatte "
                    "og TOL selv.",
                    heading=_STARTING, answers=(1,), suggested="every_tol",
                ),
                Line(
                    "I samtalen om lederavtalen spør vi alltid hva lederen trenger å lære.",
                    heading=_UNDERWAY, answers=(2,),
                ),
                Line(
                    "Lederprogrammet holdes i en kortere utgave med et nytt kull hvert år.",
                    heading=_UNDERWAY, answers=(2,),
                ),
                Line(
                    "Lederforumet og tematimene tar opp igjen det viktigste minst annethvert år.",
                    heading=_UNDERWAY, answers=(1, 2),
                ),
                Line(
                    "Hver leder holder av to timer i uka uten møter, til å planlegge og se seg "
                    "tilbake.",
                    heading=_UNDERWAY, answers=(3,),
                ),
            ),
        ),
        Row(
            "Oversikt og rapportering", 2,
            (
                "TOL får vite for lite om hvordan forbedringsarbeidet går hos lederne sine.",
                "Tempo og tidsbruk blir sjelden avtalt på forhånd.",
            ),
            (
                Line(
                    "Forbedringsarbeidet får faste tall i de rapportene vi alt lager hvert kvartal "
                    "og hvert år:",
                    lead=True, answers=(1, 2),
                ),
                Line(
                    "Gevinster føres og følges helt til de er tatt ut*",
                    footnote="Gjelder enhver forbedring, liten eller stor, og alle verktøy.",
                    answers=(1,),
                ),
                Line("Alle enheter møtes ved tavla i fast rytme.", answers=(1, 2)),
                Line(
                    "TOL går Gemba hos hver av lederne sine vår og høst og tar det opp på "
                    "revisjonen. Det som mangler, blir oppfølgingsområder.",
                    answers=(1, 2), suggested="every_tol",
                ),
                Line(
                    "Ledergruppene bør selv arbeide slik de ber enhetene om: med tavle, mål og "
                    "gevinster.",
                    answers=(1,),
                ),
            ),
        ),
        Row(
            "Framdrift og ansvar", 2,
            (
                "Mye av bistanden går til enheter som har stoppet opp.",
                "Ingen vet helt hvem som skal sørge for at en enhet kommer videre.",
            ),
            (
                Line(
                    "Senest et halvt år etter innføringen lager enheten et fiskebein over det som "
                    "holder den tilbake. TOL er med og svarer deretter for framdriften. "
                    "Utviklingsenheten slutter med sin bistand, om ikke analysen viser at den "
                    "trengs.",
                    answers=(1, 2), suggested="every_tol",
                ),
                Line(
                    "Avtalen med veilederen sier alltid hvilken dag veiledningen tar slutt.",
                    answers=(1,),
                ),
            ),
        ),
        Row(
            "Mål og tavler", 2,
            (
                "Målene på enhetenes tavler har ingen tydelig vei opp til kommunens mål.",
                "RLG har begynt på tavlene sine uten å bli ferdig.",
            ),
            (
                Line(
                    "RLG samles ved tavlene hver gang, også når det er travelt.",
                    answers=(2,), suggested="group",
                ),
                Line("Hver leder har en lederavtale som er under ett år gammel.", answers=(1,)),
                Line(
                    "På hver tavle står enhetens mål sammen med målet det er brutt ned fra.",
                    answers=(1,),
                ),
                Line(
                    "Ingen enhet setter et mål uten å peke på den satsingen det støtter.",
                    answers=(1,),
                ),
                Line("RLG lager et årshjul som henger framme og åpner møtet.", answers=(2,)),
            ),
        ),
        Row(
            "Samarbeid på tvers", 2,
            (
                "Det som sparer tid ett sted, gir av og til mer å gjøre et annet, fordi vi ikke "
                "snakket sammen først.",
            ),
            (
                Line(
                    "Vi lager en liste over nettverkene som finnes på tvers, og spør dem når en "
                    "oppgave angår flere områder.",
                    answers=(1,),
                ),
                Line(
                    "RLG sier ja eller nei til et nytt ledernettverk når det første kullet er "
                    "ferdig med lederprogrammet.",
                    answers=(1,),
                ),
                Line(
                    "Før en analyse begynner, finner vi ut hvem den angår, og ber dem med både ved "
                    "start, underveis og til slutt.",
                    answers=(1,),
                ),
            ),
        ),
        Row(
            "Veiledning og roller", 0,
            (
                "Enhetene opplever veiledningen som ujevn.",
                "Hva skal Utviklingsenheten gjøre selv, og hva skal linja ta?",
            ),
            (
                Line(
                    "Utviklingsenheten stiller på hver revisjon med gode råd og nok tid.",
                    answers=(1, 2), suggested="development",
                ),
                Line(
                    "Ser noen av oss et behov som lederen selv går forbi, tas det opp neste gang "
                    "vi møtes til revisjon.",
                    answers=(1,),
                ),
                Line(
                    "Veilederne får en plan for hva de skal kunne, og tid til å lære det.",
                    answers=(1,),
                ),
            ),
            question=2,
        ),
    ),
)

FIRST = Text(
    generation=1,
    title="Handlingsplan for Lean i Fjellvik",
    focuses=(
        Focus(
            "Komme i gang",
            "Alle enheter har hørt om Lean, og de første har begynt",
            (Statement("Vi prøver i det små og lærer av dem som går først."),),
        ),
        Focus(
            "Bli kjent med verktøyene",
            "Ledere har prøvd tavle og fiskebein selv",
            (Statement("Noen få verktøy er nok den første tida."),),
        ),
    ),
    basis=(("Studiebesøk hos tre andre kommuner", 60), ("Vedtak i økonomiplanen", 90)),
    rows=(
        Row(
            "Oppstart", 1,
            (
                "Bare noen få i kommunen har arbeidet med Lean før.",
                "Det finnes ingen felles måte å begynne på.",
            ),
            (
                Line("Utviklingsenheten opprettes med tre veiledere.", answers=(1,)),
                Line("Vi lager en oppskrift for innføring i en enhet.", answers=(2,)),
                Line("Seks enheter prøver oppskriften først.", answers=(2,)),
                Line("Alle ledere er med på en dag om grunnlaget for Lean.", answers=(1,)),
                Line("Et eget blad om Lean sendes til alle ansatte.", answers=(1,)),
            ),
        ),
        Row(
            "Tavler og gevinster", 2,
            (
                "Forslag fra ansatte blir borte på veien.",
                "Vi vet ikke hva forbedringene er verdt.",
            ),
            (
                Line("Hver enhet som begynner, får en tavle på veggen.", answers=(1,)),
                Line("Gevinster føres i et felles regneark.", answers=(2,)),
                Line("RLG får sine egne tavler.", answers=(1,)),
                Line("Alle tavler flyttes over på skjerm.", answers=(1,)),
            ),
        ),
        Row(
            "Oppfølging", 0,
            ("Det stopper ofte opp når kurset er over.",),
            (
                Line("TOL besøker enhetene sine på arbeidsstedet.", answers=(1,)),
                Line("Ledere møtes i et forum to ganger i året.", answers=(1,)),
                Line("Nettverkene på tvers kartlegges.", answers=(1,)),
            ),
        ),
    ),
)
