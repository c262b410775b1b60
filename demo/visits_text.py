"""What leaders of the demo saw on their Gemba visits: invented, about processes, never persons."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Seen:
    """One observation. agreed: what is to be better, "" for nothing. owner: "host" or "visitor",
    "" where it waits for the debrief. days: until the deadline. photo: a picture goes with it."""

    kind: str
    text: str
    agreed: str = ""
    owner: str = ""
    days: int = 0
    photo: bool = False


@dataclass(frozen=True)
class Walk:
    """A visit: what it is about, and what came of it."""

    theme: str
    purpose: str
    seen: tuple[Seen, ...] = field(default=())
    praise: str = ""
    note: str = ""


QUESTIONS = (
    "Er målene synlige på tavla?", "Hvem tar imot nye forslag?", "Er gevinster skrevet opp?",
)

WALKS = (
    Walk(
        "Hvordan forslag følges opp",
        "Se hva som skjer med et forslag fra det henges opp til det er prøvd.",
        (
            Seen("works_well", "Forslag på tavla har ansvarlig og dato. Tre er prøvd ut siden "
                 "august.", photo=True),
            Seen("obstacle", "Tavla henger i et møterom som er låst etter kl. 15.",
                 "Flytt tavla dit kveldsvakta kommer til", "host", 21),
            Seen("question", "Hvordan får nattevakta vite hva som er bestemt?"),
        ),
        "Forslagene blir prøvd ut i løpet av to uker, og alle vet hvem som tar dem.",
        "Vi vil vise hvordan vi prioriterer forslag på tirsdagene.",
    ),
    Walk(
        "Fra bestilling til levering",
        "Følge en bestilling gjennom enheten og se hvor den venter.",
        (
            Seen("waste", "Samme opplysninger skrives inn i to systemer.",
                 "Finn ut om opplysningene kan hentes fra det ene systemet", "host", 45),
            Seen("works_well", "Ukas bestillinger henger samlet, så alle ser hva som haster."),
        ),
        "Oversikten over ukas bestillinger er lett å forstå, også for en som kommer utenfra.",
    ),
    Walk(
        "Overlevering mellom skift",
        "Se hva som følger med fra ett skift til det neste.",
        (
            Seen("obstacle", "Overleveringen tar lengre tid når tavla ikke er oppdatert.",
                 "Sett av fem minutter til tavla før hver overlevering", "host", 14),
            Seen("safety", "Rømningsveien i første etasje brukes til lagring av senger. Meldt i "
                 "avvikssystemet."),
        ),
        "God ro i overleveringen, og alle kommer til orde.",
    ),
    Walk(
        "Tavlemøtet",
        "Være med på tavlemøtet og spørre etterpå.",
        (
            Seen("works_well", "Møtet begynte presis og varte i 14 minutter."),
            Seen("question", "Hvilket mål på tavla hører til satsingen i handlingsplanen?",
                 "Skriv målet i handlingsplanen over målet på tavla", "", 0),
        ),
    ),
    Walk(
        "Orden i fellesrom",
        "Se om det er lett å finne det en trenger.",
        (
            Seen("waste", "Utstyr lånes ut uten at det står hvor det er.",
                 "Merk faste plasser til utstyret som lånes mest", "host", 30, photo=True),
        ),
        "Merkingen på lageret er gjort av dem som bruker det.",
    ),
)

MOVED, CANCELLED = "Sykdom i enheten, ny tid avtalt", "Enheten flytter denne uka"
CLOSED = "Sett på stedet: det brukes, og det virker."
