from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measures.actions.amendments import amendments_adopt
from measures.actions.corrections import plan_correct
from measures.actions.measures import deadline_set, status_change
from measures.rules import Deadline
from tests.measures.actions.test_amendments import decide, propose
from tests.measures.bulk import many_lines


def address(plan, query=""):
    return reverse("measures:plan_changes", args=[plan.pk]) + query


def page_of(client, plan, query=""):
    response = client.get(address(plan, query))
    assert response.status_code == 200
    return response.context["page"]


@pytest.fixture
def changed(cast, plan):
    """The plan with a second version (T3 changed, T2 split) and a third (T4 taken out)."""
    first = propose(cast, plan, new_text="TOL går Gemba to ganger i året i hver enhet")
    second = propose(
        cast, plan, kind="split", measure=plan.measures.get(code="T2"),
        new_text="Nye ledere møter rådmannen\nNye ledere får fadder",
    )
    amendments_adopt(
        by=cast.chief, plan=plan, chosen={first: first.version, second: second.version},
        decided_by="Rådmannens ledergruppe", decided_on=date(2018, 10, 16),
    )
    third = propose(cast, plan, kind="remove", measure=plan.measures.get(code="T4"))
    decide(cast, third, decided_on=date(2018, 11, 1))
    return plan


def told(page):
    return [(shown.name, str(shown.word)) for shown in page.changes]


@pytest.mark.parametrize(
    ("query", "versions", "changes"),
    [
        ("", (2, 3), [("T4", "Tatt ut")]),
        ("?til=2", (1, 2), [("T2", "Delt"), ("T3", "Endret")]),
        ("?fra=1&til=3", (1, 3), [("T2", "Delt"), ("T3", "Endret"), ("T4", "Tatt ut")]),
        ("?fra=3&til=1", (1, 3), [("T2", "Delt"), ("T3", "Endret"), ("T4", "Tatt ut")]),
        ("?fra=tull&til=99", (2, 3), [("T4", "Tatt ut")]),
    ],
)
def test_plan_changes_compares_any_two_versions(cast, changed, sign_in, query, versions, changes):
    page = page_of(sign_in(cast.reader), changed, query)
    assert (page.old.number, page.new.number) == versions
    assert told(page) == changes


@pytest.mark.parametrize("query", ["?til=1", "?fra=2&til=2"])
def test_plan_changes_of_one_version_shows_it_alone(cast, changed, sign_in, query):
    page = page_of(sign_in(cast.reader), changed, query)
    assert page.old is None
    assert page.changes == []


def test_plan_changes_marks_words_also_for_those_who_listen(cast, changed, sign_in):
    text = sign_in(cast.reader).get(address(changed, "?til=2")).content.decode()
    assert "<ins><span class=\"ds-sr-only\">lagt til: </span>to ganger i året" in text
    text = sign_in(cast.reader).get(address(changed)).content.decode()
    assert '<del><span class="ds-sr-only">fjernet: </span>Gevinster føres*</del>' in text


def test_plan_changes_sums_up_in_words(cast, changed, sign_in):
    page = page_of(sign_in(cast.reader), changed, "?til=2")
    assert page.summary == "1 tekst endret, 1 tiltak delt, 2 tiltak uendret. Koder består."


def test_plan_changes_says_why(cast, changed, sign_in):
    page = page_of(sign_in(cast.reader), changed, "?til=2")
    assert [reason.title for reason in page.reasons] == ["T3: ny tekst", "T2 deles"]


def test_plan_changes_shows_the_unchanged_on_request(cast, changed, sign_in):
    client = sign_in(cast.reader)
    line = "Opplæring som holder ledere foran"
    assert line not in client.get(address(changed)).content.decode()
    assert line in client.get(address(changed, "?fra=1&til=2&alle=1")).content.decode()


def test_plan_changes_of_a_plan_as_it_was_adopted(cast, plan, sign_in):
    text = sign_in(cast.reader).get(address(plan)).content.decode()
    assert "Teksten er som den ble vedtatt." in text


def test_plan_changes_of_a_draft_has_no_versions(cast, draft, sign_in):
    text = sign_in(cast.chief).get(address(draft)).content.decode()
    assert "ikke vedtatt ennå" in text


def test_plan_changes_answers_htmx_with_the_part(cast, changed, sign_in):
    client = sign_in(cast.reader)
    response = client.get(address(changed, "?fra=1&til=2"), headers={"HX-Request": "true"})
    text = response.content.decode()
    assert text.strip().startswith('<div id="changes">')
    assert "<html" not in text


def test_plan_changes_counts_what_happened_after_the_adoption(cast, plan, sign_in):
    measure = plan.measures.get(code="T4")
    for day in (date(2018, 12, 1), date(2018, 12, 15)):
        deadline_set(
            by=cast.chief, measure=measure, version=measure.version, deadline=Deadline.on(day),
            reason="Mer tid.",
        )
    after = page_of(sign_in(cast.reader), plan).after
    assert (after.total, after.assigned, after.moves, after.moved, after.later) == (4, 3, 2, 1, 2)


def test_plan_changes_lists_fields_newest_first_with_who_and_why(cast, plan, sign_in):
    measure = plan.measures.get(code="T2")
    status_change(
        by=cast.chief, measure=measure, version=measure.version, status="in_progress",
        comment="Tre møter.",
    )
    change = page_of(sign_in(cast.reader), plan).fields[0]
    assert (change.code, change.label, change.old, change.new) == (
        "T2", "Status", "Ikke startet", "Pågår",
    )
    assert (change.by, change.role, change.reason) == (
        "Ingrid Solbakken", "Rådmann", "Tre møter.",
    )


@pytest.mark.parametrize(
    ("part", "seen"), [("drel", True), ("tol", True), ("other_drel", False), ("reader", False)]
)
def test_plan_changes_tells_a_unit_s_fields_to_those_who_read_it(cast, plan, sign_in, part, seen):
    measure = plan.measures.get(code="T5")
    status_change(
        by=cast.drel, measure=measure, version=measure.version, status="in_progress",
        comment="Kveldsvakta er med.",
    )
    response = sign_in(cast[part]).get(address(plan))
    codes = {change.code for change in response.context["page"].fields}
    assert ("T5" in codes) is seen
    assert ("Kveldsvakta er med." in response.content.decode()) is seen


def test_plan_changes_pages_through_the_fields(cast, plan, sign_in):
    measure = plan.measures.get(code="T1")
    for number in range(25):
        status_change(
            by=cast.chief, measure=measure, version=measure.version,
            status="in_progress" if number % 2 else "on_hold", comment=f"Nr. {number}.",
        )
    client = sign_in(cast.reader)
    page = page_of(client, plan)
    assert (len(page.fields), page.next_fields, page.previous_fields) == (20, 20, None)
    page = page_of(client, plan, "?fra_felt=20")
    assert page.previous_fields == 0
    assert page_of(client, plan, "?fra_felt=tull").previous_fields is None


def queries(client, plan):
    with CaptureQueriesContext(connection) as captured:
        client.get(address(plan))
    return len(captured)


def test_plan_changes_asks_as_often_for_many_changes(cast, plan, sign_in):
    client = sign_in(cast.reader)
    queries(client, plan)  # What is asked once a process is asked before the counting.
    few = queries(client, plan)
    many_lines(plan, 60, owner=cast.positions.tol)
    for measure, user in zip(
        plan.measures.filter(code__startswith="L")[:18], [cast.chief, cast.member] * 9, strict=True
    ):
        deadline_set(
            by=user, measure=measure, version=measure.version, reason="Mer tid.",
            deadline=Deadline.on(date(2018, 12, 15)),
        )
    assert queries(client, plan) <= few


@pytest.mark.parametrize(
    ("part", "told_of"), [("other_tol", True), ("chief", True), ("reader", False), ("coach", False)]
)
def test_plan_changes_tells_of_waiting_proposals(cast, plan, sign_in, part, told_of):
    propose(cast, plan)
    text = sign_in(cast[part]).get(address(plan)).content.decode()
    assert ("1 forslag til endring" in text) is told_of


def test_plan_changes_shows_corrections_apart(cast, plan, sign_in):
    line = plan.versions.get().lines.get(code="U2")
    plan_correct(by=cast.development, line=line, seen=0, text="For lite tid.", reason="Feil lest.")
    page = page_of(sign_in(cast.reader), plan)
    assert [(c.line.text, c.text) for c in page.corrections] == [
        ("Lite tid til å tenke.", "For lite tid.")
    ]
    assert page.changes == []


def line_address(plan):
    return reverse("measures:plan_correct", args=[plan.versions.get().lines.get(code="U2").pk])


def test_plan_correct_leads_back_to_the_corrections(cast, plan, sign_in):
    data = {"seen": 0, "text": "For lite tid.", "reason": "Et ord falt bort."}
    response = sign_in(cast.secretary).post(line_address(plan), data)
    assert response.status_code == 302
    assert response.url == address(plan) + "#rettinger"
    assert plan.challenges.get(code="U2").text == "For lite tid."


def test_plan_correct_refused_keeps_what_was_written(cast, plan, sign_in):
    response = sign_in(cast.secretary).post(
        line_address(plan), {"seen": 0, "text": "For lite tid.", "reason": ""}
    )
    assert response.status_code == 422
    assert "For lite tid." in response.content.decode()


def test_plan_correct_after_somebody_else_answers_409(cast, plan, sign_in):
    client = sign_in(cast.secretary)
    client.post(line_address(plan), {"seen": 0, "text": "For lite tid.", "reason": "Ord borte."})
    response = client.post(
        line_address(plan), {"seen": 0, "text": "Mye for lite tid.", "reason": "Ord borte."}
    )
    assert response.status_code == 409
    text = response.content.decode()
    assert "Noen andre var først." in text
    assert "For lite tid." in text
    assert "Mye for lite tid." in text
    assert plan.challenges.get(code="U2").text == "For lite tid."


def test_plan_lines_leaves_working_titles_out(cast, plan, sign_in):
    response = sign_in(cast.development).get(reverse("measures:plan_lines", args=[plan.pk]))
    kinds = {line.kind for line in response.context["lines"]}
    assert "row" not in kinds
    assert {"challenge", "measure", "lead", "heading", "footnote"} <= kinds
