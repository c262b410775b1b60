"""What a plan should have in place before it is adopted. Pure heuristics on text and facts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from measures.choices import DeadlineKind

# With fewer words nobody else can tell what is to be done: "Lage mal".
FEWEST_WORDS = 3


class LineFacts(Protocol):
    """What the check needs to know of a measure."""

    text: str
    owner_id: int | None
    deadline_kind: str
    done_when: str
    shows_progress: bool


@dataclass(frozen=True)
class PlanCheck:
    """The measures of a plan that lack something, in the order of the plan.

    several: pairs of a measure and the tasks that its text seems to hold. short: their text is too
    short to say what is to be done. no_sign: nothing shows how they go, neither *done when* nor a
    rule, a figure or a word beside a status.
    """

    total: int
    no_owner: list[Any]
    no_deadline: list[Any]
    several: list[tuple[Any, list[str]]]
    short: list[Any]
    no_sign: list[Any]

    @property
    def is_clean(self) -> bool:
        """Nothing is missing."""
        return not (
            self.no_owner or self.no_deadline or self.several or self.short or self.no_sign
        )


def plan_check(measures: Iterable[LineFacts]) -> PlanCheck:
    """Go through the lines of a plan."""
    lines = list(measures)
    found = [(line, tasks_in(line.text)) for line in lines]
    return PlanCheck(
        total=len(lines),
        no_owner=[line for line in lines if line.owner_id is None],
        no_deadline=[
            line for line in lines if line.deadline_kind == DeadlineKind.UNSETTLED
        ],
        several=[(line, tasks) for line, tasks in found if len(tasks) > 1],
        short=[line for line in lines if len(line.text.split()) < FEWEST_WORDS],
        no_sign=[
            line for line in lines if not line.done_when.strip() and not line.shows_progress
        ],
    )


# Words that begin a task in a plan, in bokmål and nynorsk: infinitive, or as a command where that
# is no noun as well ("mål", "bruk").
_TASK_WORDS = frozenset(
    """
    arranger arrangere avhalde avhold avholde avklar avklare avslutt avslutte beskriv
    beskrive beslutt beslutte bestem bestemme bruke danne definer definere dele diskuter
    diskutere dokumenter dokumentere drøft drøfte endre etabler etablere evaluer evaluere
    fastsett fastsette fjern fjerne forankre forbedre fordel fordele forenkle formidle forny
    fornye følg følge følgje gi gjennomfør gjennomføre gjennomgå gjere gjør gjøre halde
    hente holde identifiser identifisere implementer implementere informer informere
    innarbeid innarbeide innfør innføre innhent innhente inviter invitere kartlegg kartlegge
    kontroller kontrollere lage legg legge lære måle oppdater oppdatere opprett opprette
    oppsummer oppsummere ordne organiser organisere orienter orientere overfør overføre peke
    planlegg planlegge presenter presentere prioriter prioritere prøv publiser publisere
    rapporter rapportere reduser redusere registrer registrere revider revidere samle send
    sende sette sikre skaffe skrive starte styrk styrke synliggjør synliggjøre systematiser
    systematisere sørg sørge ta teste tilby tilbyd tilpass tilpasse utarbeid utarbeide
    utform utforme utnevn utnevne utnytt utnytte utred utrede utvid utvide utvikl utvikle
    velge velje videreføre videreutvikl videreutvikle vise vurder vurdere øke
    """.split()  # noqa: SIM905
)
# Beginnings that are passed over: "å lage", "skal vurdere", "samt å innføre".
_LEADS = frozenset(
    ("å", "og", "samt", "deretter", "så", "skal", "bør", "må", "også", "eventuelt", "evt.", "vil")
)
_ABBREVIATION = re.compile(
    r"(?<!\w)(?:f\.\s?eks|bl\.\s?a|m\.\s?m|o\.\s?l|d\.\s?v\.\s?s|dvs|osv|evt|jf|inkl|ca|kl|nr|pkt|"
    r"maks|min|ev|tlf|mill|kap|ang|vedr|tilsv|etc|\d+)\.",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:^|\s)(?:[a-z]|\d{1,2})\)\s")
_STOP = "\0"


def tasks_in(text: str) -> list[str]:
    """The tasks a line seems to hold; one where nothing shows that there are more.

    Several sentences, semicolons, lines or a lettered list make several tasks, and so do "og",
    "samt" or a comma before another word that begins a task.
    """
    parts = [part for part in _by_marks(text) if len(part.split()) > 1]
    tasks = [_tidy(task) for part in parts or [text] for task in _by_task_words(part)]
    return [task for task in tasks if task]


def _tidy(task: str) -> str:
    """A task as a line of its own: without what joined it on, with a capital."""
    words = task.strip(" .,").split()
    while len(words) > 1 and words[0].lower() in ("og", "samt", "deretter"):
        words.pop(0)
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def _by_marks(text: str) -> list[str]:
    """Split at sentences, semicolons, line breaks and the marks of a list; not in parentheses."""
    plain = _ABBREVIATION.sub(lambda match: match.group().replace(".", _STOP), text)
    plain = re.sub(r"\([^)]*\)", lambda match: match.group().replace(".", _STOP)
                   .replace(";", "\1"), plain)
    if len(_LISTED.findall(plain)) > 1:
        plain = _LISTED.sub("\n", plain)
    parts = re.split(r"[;\n]+|(?<=[.!?])\s+(?=[A-ZÆØÅ«])", plain)
    return [part.replace(_STOP, ".").replace("\1", ";").strip() for part in parts if part.strip()]


def _by_task_words(text: str) -> list[str]:
    """Split before "og", "samt" or a comma that another task word follows."""
    words = text.split()
    tasks: list[list[str]] = [[]]
    depth = 0
    for i, word in enumerate(words):
        # One word so far is a verb that shares what it is about: "definere og sikre kompetanse".
        if len(tasks[-1]) > 1 and depth == 0 and _begins_task(words, i):
            tasks.append([])
        tasks[-1].append(word)
        depth += word.count("(") - word.count(")")
    return [" ".join(task) for task in tasks]


def _begins_task(words: list[str], i: int) -> bool:
    """The word joins on ("og", "samt", after a comma) and a task word follows."""
    joins = words[i].lower() in ("og", "samt")
    if not joins and not words[i - 1].endswith(","):
        return False
    rest = iter(words[i:])
    first = next((word for word in rest if word.lower() not in _LEADS), "")
    return first.strip(",.:").lower() in _TASK_WORDS
