import pytest

from documents.rhythms import Per, read_rhythm
from documents.suggestions import Certainty, suggest, suggest_limit, suggest_owner

SUBJECT, MENTIONED = Certainty.SUBJECT, Certainty.MENTIONED


@pytest.mark.parametrize(
    ("text", "role", "certainty", "others"),
    [
        ("TOL besøker hver enhet om våren.", "service_area_manager", SUBJECT, ()),
        ("Alle TOL holder et møte.", "service_area_manager", SUBJECT, ()),
        ("Planen lages. TOL følger den opp.", "service_area_manager", SUBJECT, ()),
        ("Utviklingsenheten lærer opp DREL.", "development_unit_leader", SUBJECT,
         ("unit_manager",)),
        ("Det lages en oversikt. TOL eier den, RLG vedtar.", "service_area_manager", SUBJECT,
         ("management_group",)),
        ("Kommunedirektøren møter nye ledere.", "chief_executive", SUBJECT, ()),
        ("Nye ledere tar en prat med rådmannen", "chief_executive", MENTIONED, ()),
        ("Tavlene i RLG brukes ukentlig", "management_group", MENTIONED, ()),
        ("Grupper (TOL og lagene deres) har egne tavler", "service_area_manager", MENTIONED, ()),
        ("Bruke Utviklingsenhetens kurs", "development_unit_leader", MENTIONED, ()),
        ("Einingsleiaren lagar ein plan", "unit_manager", SUBJECT, ()),
        ("Når DREL er borte, tar TOL over", "service_area_manager", MENTIONED, ()),
    ],
)  # fmt: skip
def test_suggest_owner(text, role, certainty, others):
    suggestion = suggest_owner(text)
    assert (suggestion.role, suggestion.certainty, suggestion.others) == (role, certainty, others)


@pytest.mark.parametrize(
    "text",
    [
        "Alle ledere leser boka",
        "Når det viser seg at DREL trenger hjelp, tas det opp i møtet.",
        "Hvis TOL mener noe annet, stoppes det",
        "Toldeklarasjoner fylles ut",
        "Vi følger TOL-møtene",
        "",
    ],
)
def test_suggest_owner_none(text):
    assert suggest_owner(text) is None


def test_suggest_owner_own_words():
    words = {"service_area_manager": ["Kommunalleder"], "unit_manager": ["Rektor", ""]}
    assert suggest_owner("Rektor og kommunalleder møtes", words).role == "unit_manager"
    assert suggest_owner("TOL møter RLG", words) is None
    assert suggest_owner("TOL møter RLG", {}) is None


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("TOL er innom x 2/år pr. enhet", (2, Per.YEAR, 1)),
        ("Besøk to ganger i året", (2, Per.YEAR, 1)),
        ("Rapporteres i kvartals-/årsrapportering", (1, Per.QUARTER, 1)),
        ("Deltar på halvårlige samlinger", (1, Per.HALF_YEAR, 1)),
        ("Planen ses på årlig.", (1, Per.YEAR, 1)),
        ("Møtes årlig i mars", (1, Per.YEAR, 1)),
    ],
)
def test_read_rhythm(text, rhythm):
    found = read_rhythm(text)
    assert (found.times, found.per, found.every) == rhythm
    assert found.words in text.lower()


@pytest.mark.parametrize(
    "text",
    ["Tas opp på halvårlig samling", "I årlig rapport", "Programmet 2017-18", "Brukes daglig",
     "kap. 2/2018"],
)  # fmt: skip
def test_read_rhythm_none(text):
    assert read_rhythm(text) is None


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("Lages maks 3 mnd. etter oppstart.", (3, "month", "oppstart")),
        ("Senest seks uker etter møtet holdes et nytt", (6, "week", "møtet holdes et nytt")),
        ("innen 1 år etter innflytting", (1, "year", "innflytting")),
    ],
)
def test_suggest_limit(text, limit):
    found = suggest_limit(text)
    assert (found.number, found.unit, found.anchor) == limit


def test_suggest_gathers_all():
    found = suggest("TOL møter laget 2 ganger i året, senest 2 uker etter ferien")
    assert found.owner.role == "service_area_manager"
    assert found.rhythm.times == 2
    assert found.limit.number == 2
    assert suggest("Noe helt annet").limit is None
