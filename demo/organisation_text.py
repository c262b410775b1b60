"""The invented municipality: its areas, units, leaders and other people. Data only, in bokmål.

Lean stages of a unit: P planned, L leader in training, I rollout under way, R rolled out,
A fishbone analysis held, S self-reliant, U paused, E ended, "" not begun.
"""

from dataclasses import dataclass, field

DOMAIN = "fjellvik.example"
MUNICIPALITY = "Fjellvik kommune"
GROUP = ("Rådmannens ledergruppe", "RLG")
CHIEF_EXECUTIVE = "Ingrid Solbakken"
# Leader groups of area managers that are Lean units themselves: name, area, Lean stage.
LEADER_GROUPS = (
    ("Ledergruppa i Helse og omsorg", "Helse og omsorg", "A"),
    ("Ledergruppa i Kultur og fritid", "Kultur og fritid", "I"),
)


@dataclass(frozen=True)
class Unit:
    """A unit and who leads it; leader "" is a vacant position, stage see the module's text."""

    name: str
    leader: str
    stage: str = ""
    short: str = ""
    departments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Area:
    """A service area, its manager, and its units as they are today."""

    name: str
    manager: str
    units: tuple[Unit, ...] = field(default=())


AREAS = (
    Area(
        "Helse og omsorg",
        "Kari Nordmo",
        (
            Unit(
                "Solsiden sykehjem", "Anne Bråten", "A", "Solsiden",
                (
                    ("Solsiden, første etasje", "Gry Hauge"),
                    ("Solsiden, andre etasje", "Tone Lunde"),
                ),
            ),
            Unit(
                "Elvebredden sykehjem", "Marte Sørlie", "S", "Elvebredden",
                (("Elvebredden korttid", "Odd Viken"),),
            ),
            Unit(
                "Hjemmetjenesten nord", "Turid Haug", "A", "",
                (("Hjemmetjenesten nord, kveld", "Nina Rustad"),),
            ),
            Unit("Hjemmetjenesten sør", "Geir Fossum", "R"),
            Unit("Psykisk helse og rus", "Lise Vik", "A"),
            Unit("Dagsenteret Møteplassen", "Berit Øyen", "I", "Møteplassen"),
        ),
    ),
    Area(
        "Bolig og habilitering",
        "Steinar Holm",
        (
            Unit("Bofellesskapet Tunet", "Elin Granli", "R", "Tunet"),
            Unit("Bofellesskapet Kvernhaugen", "Roar Brenden", "R", "Kvernhaugen"),
            Unit("Avlastningen Småtjern", "Heidi Stuen", "L", "Småtjern"),
            Unit("Arbeid og aktivitet", "Jan Erik Løken", "A"),
            Unit("Boveiledningen", "Mona Dalen", ""),
        ),
    ),
    Area(
        "Helse og mestring",
        "Vigdis Strand",
        (
            Unit("Legevakten", "Per Arne Hove", "R"),
            Unit("Fjellvik legesenter", "Camilla Ness", "P"),
            Unit("Fysio- og ergoterapi", "Tonje Berge", "S"),
            Unit("Frisklivssentralen", "Marius Eide", "A"),
            Unit("Jordmortjenesten", "Silje Aune", ""),
            Unit("Hjelpemiddellageret", "Kjell Rønning", "A"),
        ),
    ),
    Area(
        "NAV og inkludering",
        "Hilde Bakken",
        (
            Unit("NAV Fjellvik", "Trond Skar", "R", "NAV"),
            Unit("Flyktningtjenesten", "Amina Yusuf", "A"),
            Unit("Voksenopplæringen", "Gunnar Tangen", "R"),
            Unit("Gjeldsrådgivningen", "Kirsten Moe", ""),
        ),
    ),
    Area(
        "Barnehage",
        "Aud Myrvold",
        (
            Unit("Bjørkelia barnehage", "Randi Sletten", "A", "Bjørkelia"),
            Unit("Solbakken barnehage", "Ellen Rud", "R"),
            Unit("Trollskogen barnehage", "Janne Kvam", "S", "Trollskogen"),
            Unit("Elvesletta barnehage", "Marit Hagen", "A", "Elvesletta"),
            Unit("Tyttebærtunet barnehage", "Lene Voll", "R", "Tyttebærtunet"),
            Unit("Kirkebakken barnehage", "Wenche Lien", "A", "Kirkebakken"),
            Unit("Åpen barnehage", "Stine Fosse", "P"),
            Unit("Nordåsen barnehage", "Karianne Holt", "I", "Nordåsen"),
        ),
    ),
    Area(
        "Skole",
        "Tor Egil Haugen",
        (
            Unit("Åsen skole", "Åse Moen", "A", "Åsen", (("Åsen SFO", "Vidar Nygård"),)),
            Unit("Furulia skole", "", "R", "Furulia"),
            Unit(
                "Fjellvik ungdomsskole", "Harald Opdal", "A", "",
                (("Læringssenteret", "Iren Myhr"),),
            ),
            Unit("Elvestad skole", "Unni Sandvik", "R", "Elvestad"),
            Unit("Nordbygda oppvekstsenter", "Bjarne Hovde", "S", "Nordbygda"),
            Unit("Sentrum skole", "Kristin Aasen", "A", "", (("Sentrum SFO", "Thea Bøe"),)),
            Unit("Lia skole", "Morten Kleven", "I", "Lia"),
            Unit("Vestsida skole", "Solveig Rønne", "U", "Vestsida"),
            Unit("Svømmehallen og skoleidretten", "Glenn Tveit", ""),
        ),
    ),
    Area(
        "Barn og familie",
        "Line Grønvold",
        (
            Unit("Barnevernstjenesten", "Anders Fjelde", "R", "Barnevernet"),
            Unit("Pedagogisk-psykologisk tjeneste", "Ragna Lund", "A", "PPT"),
            Unit("Helsestasjon og skolehelse", "Inger Skaug", "S", "Helsestasjonen"),
            Unit("Familiehuset", "Maria Solli", "R"),
            Unit("Ungdomsteamet", "", "L"),
        ),
    ),
    Area(
        "Kultur og fritid",
        "Ola Brekke",
        (
            Unit("Biblioteket", "Eva Lindahl", "S"),
            Unit("Kulturskolen", "Erlend Bakke", "A"),
            Unit("Ungdomshuset Loftet", "Jorunn Evensen", "R", "Loftet"),
            Unit("Idrett og anlegg", "Frode Nesset", "A"),
            Unit("Kulturhuset", "Ida Marie Falk", "P"),
            Unit("Frivilligsentralen", "Dag Sørum", ""),
        ),
    ),
    Area(
        "Teknisk",
        "Marit Aas",
        (
            Unit("Vei og trafikk", "Rune Bjerke", "A", "", (("Veivakta", "Leif Tori"),)),
            Unit("Vann og avløp", "Sissel Flaten", "S"),
            Unit("Park og grøntanlegg", "Oddvar Lien", "R"),
            Unit("Brann og redning", "Kåre Mo", "R", "Brann"),
            Unit("Renovasjon og gjenvinning", "Beate Krogh", "A", "Renovasjon"),
            Unit("Maskin og verksted", "Arild Svendsen", "E"),
        ),
    ),
    Area(
        "Eiendom",
        "Knut Sæther",
        (
            Unit("Renhold", "Fatima Haidari", "A"),
            Unit("Drift av bygg", "Svein Olsen", "A"),
            Unit("Byggeprosjekter", "Monica Tveten", "I"),
            Unit("Kommunale boliger", "Terje Ruud", "L"),
            Unit("Kjøkken og kantine", "Gerd Amundsen", "S"),
        ),
    ),
    Area(
        "Plan og miljø",
        "Johan Fredriksen",
        (
            Unit("Byggesak", "Ingunn Lerberg", "A"),
            Unit("Arealplan", "Tarjei Vold", "P"),
            Unit("Kart og oppmåling", "Mette Sand", "I"),
            Unit("Landbruk og natur", "Halvor Kjos", "L"),
            Unit("Klima og beredskap", "Yngvild Bø", ""),
        ),
    ),
    Area(
        "Innbyggerservice",
        "Grete Lillevik",
        (
            Unit("Servicetorget", "Bente Haugland", "A"),
            Unit("Dokumentsenteret", "Sverre Holte", "R"),
            Unit("IT-drift", "Nils Petter Ås", "I", "IT"),
            Unit("Innkjøp", "Katrine Boge", "U"),
            Unit("Lønn og fravær", "Guro Rognstad", "P", "Lønn"),
        ),
    ),
)

# Staff units: name, short name, leader. The first is the development unit.
STAFF = (
    ("Utviklingsenheten", "", "Hanne Lie"),
    ("HR og organisasjon", "HR", "Petter Aune"),
    ("Økonomi", "", "Ragnhild Moe"),
    ("Kommunikasjon", "", "Sunniva Haga"),
)

# Members of the management group beside the chief executive. Three area managers sit in turn.
MEMBERS = ("Petter Aune", "Ragnhild Moe", "Tor Egil Haugen", "Marit Aas", "Ola Brekke")
FORMER_MEMBER = "Steinar Holm"
SECRETARY = "Siri Dahl"

# Coaches and the units they guide today.
COACHES = {
    "Jonas Fjeld": ("Solsiden sykehjem", "Hjemmetjenesten sør", "NAV Fjellvik", "Lia skole"),
    "Siv Myhre": ("Solbakken barnehage", "Furulia skole", "Nordåsen barnehage", "Byggeprosjekter"),
    "Eirik Sunde": ("Kart og oppmåling", "IT-drift", "Brann og redning", "Dagsenteret Møteplassen"),
}

# Employees who have an account, by unit: they read their own unit's measures.
EMPLOYEES = {
    "Even Aas": "Solsiden sykehjem",
    "Maja Kristoffersen": "Solsiden sykehjem",
    "Tobias Berntsen": "Åsen skole",
    "Sara Lund Jensen": "Biblioteket",
    "Emil Haugerud": "Vei og trafikk",
}
READERS = ("Rita Øien", "Lars Kolberg")
UNION_REPRESENTATIVE = "Bente Sørensen"
ADMINISTRATOR = "Arne Ness"

# Who acts while a leader is on leave, or until a vacant position is filled.
ACTING = {
    "Ungdomsteamet": "Maria Solli",
    "Hjemmetjenesten sør": "Cecilie Wold",
    "Kulturskolen": "Henrik Falkum",
}

# A leader who left lately; the position stands vacant and keeps what it owns.
LEFT = ("Furulia skole", "Rolf Tønnesen")

# A unit that is no more: its leader went on to lead another.
CLOSED = ("Fagerli barnehage", "Barnehage", "Ellen Rud")

# Moved to the area it stands in above: the area it came from, and how many days ago.
MOVED = {
    "Voksenopplæringen": ("Skole", 240),
    "Helsestasjon og skolehelse": ("Helse og mestring", 430),
}
# Decided and to come: the area it goes to, and in how many days.
TO_MOVE = {"Park og grøntanlegg": ("Eiendom", 75)}

# Leaders without an account of their own; they follow on paper and at the wall.
WITHOUT_ACCOUNT = (
    "Gry Hauge", "Odd Viken", "Berit Øyen", "Roar Brenden", "Kjell Rønning", "Silje Aune",
    "Kirsten Moe", "Wenche Lien", "Vidar Nygård", "Glenn Tveit", "Dag Sørum", "Oddvar Lien",
    "Leif Tori", "Arild Svendsen", "Svein Olsen", "Gerd Amundsen", "Halvor Kjos", "Thea Bøe",
)

# Leaders who are new in their first leader position: days since they began.
NEW_LEADERS = {
    "Berit Øyen": 152, "Morten Kleven": 131, "Karianne Holt": 96, "Terje Ruud": 68,
    "Guro Rognstad": 41, "Nils Petter Ås": 19,
}
