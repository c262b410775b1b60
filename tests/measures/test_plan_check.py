from dataclasses import dataclass

import pytest

from measures.plan_check import plan_check, tasks_in


@dataclass(frozen=True)
class Fact:
    text: str = "Lage en ny mal"
    owner_id: int | None = 1
    deadline_kind: str = "date"
    done_when: str = "Malen er i bruk"
    shows_progress: bool = False


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        ("Lage mal for møter", 1),
        ("Ledere og ansatte møtes hver måned", 1),
        ("Mål og tiltak på tavla", 1),
        ("Oversikt over nettverk og bruk av dem", 1),
        ("Definere og sikre rett kompetanse", 1),
        ("Vurdere å opprette en gruppe", 1),
        ("Bruke tavler, f.eks. i avdelingene", 1),
        ("Møte annenhver uke (jf. årshjulet. Se vedlegg)", 1),
        ("Innen 31.12. skal alle ha fått opplæring", 1),
        ("Lage mal for møter og innføre den i alle enheter", 2),
        ("Lage mal, innføre den og evaluere bruken", 3),
        ("Opprette en gruppe samt å velge leder", 2),
        ("Gjennomføre opplæring. Evaluere etter et halvt år.", 2),
        ("Oversikt over nettverk; bruk av dem", 2),
        ("a) Kartlegge behov b) Lage plan", 2),
        ("1) Kartlegge behov 2) Lage plan 3) Evaluere den", 3),
        ("Kartlegge behov\nLage plan", 2),
        ("Bruke tavla (lage rutine og innføre den) i alle enheter", 1),
        ("Lage rutine og skal rapportere hvert kvartal", 2),
        ("Lage plan og gjennomføra han", 1),
        ("Utarbeide rutine og gjere han kjend", 2),
        ("", 0),
    ],
)
def test_tasks_in_counts(text, tasks):
    assert len(tasks_in(text)) == tasks


def test_tasks_in_makes_lines_of_their_own():
    assert tasks_in("Lage mal for møter og innføre den i alle enheter.") == [
        "Lage mal for møter", "Innføre den i alle enheter",
    ]


def test_plan_check_lists_what_is_missing_in_order():
    lines = [
        Fact(), Fact(owner_id=None), Fact(deadline_kind="unsettled"),
        Fact("Lage mal og innføre den overalt", None, "unsettled"),
    ]
    found = plan_check(lines)
    assert found.total == 4
    assert found.no_owner == [lines[1], lines[3]]
    assert found.no_deadline == [lines[2], lines[3]]
    assert [line for line, _tasks in found.several] == [lines[3]]
    assert not found.is_clean


@pytest.mark.parametrize("kind", ["date", "ongoing", "recurring"])
def test_plan_check_of_a_plan_with_everything_in_place(kind):
    assert plan_check([Fact(deadline_kind=kind)]).is_clean


def test_plan_check_of_an_empty_plan():
    found = plan_check([])
    assert (found.total, found.is_clean) == (0, True)


@pytest.mark.parametrize(
    ("text", "is_short"), [("Tavler", True), ("Lage  mal", True), ("Lage en mal", False)]
)
def test_plan_check_of_short_text(text, is_short):
    line = Fact(text)
    assert plan_check([line]).short == ([line] if is_short else [])


@pytest.mark.parametrize(
    ("done_when", "shows_progress", "lacks"),
    [("", False, True), (" ", False, True), ("Den er i bruk", False, False), ("", True, False)],
)
def test_plan_check_of_what_shows_how_it_goes(done_when, shows_progress, lacks):
    line = Fact(done_when=done_when, shows_progress=shows_progress)
    found = plan_check([line])
    assert found.no_sign == ([line] if lacks else [])
    assert found.is_clean is not lacks
