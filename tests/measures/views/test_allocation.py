from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from challenges.models import PlanState
from measures.actions.measures import measure_allocate, measure_create
from measures.models import DeadlineMove, Measure
from measures.rules import Deadline
from organisation.models import MeetingDay
from tests.world import TODAY, make_draft

HTMX = {"HX-Request": "true"}


def page(plan, **query):
    return reverse("measures:allocation_plan", args=[plan.pk], query=query or None)


def save(client, measure, *, htmx=True, query="", **values):
    """Post a row the way its form does."""
    data = {
        "version": measure.version, "owner": "", "kind": "unsettled", "due_date": "",
        "rhythm": "half_year", "next_review_on": "", "do": "save", **values,
    }
    address = reverse("measures:measure_allocate", args=[measure.pk]) + query
    return client.post(address, data, headers=HTMX if htmx else None)


def line(plan, code="T1"):
    return plan.measures.get(code=code)


@pytest.fixture
def rlg(cast, plan, sign_in):
    """The client of a member of the management group."""
    return sign_in(cast.member)


# The page


def test_allocation_current_leads_to_the_newest_live_plan(plan, rlg):
    assert rlg.get(reverse("measures:allocation_current")).url == page(plan)


def test_allocation_current_without_a_live_plan_says_what_comes_first(cast, sign_in):
    answer = sign_in(cast.member).get(reverse("measures:allocation_current"))
    assert answer.status_code == 200
    assert "Det er ingen plan å fordele" in answer.text


def test_allocation_plan_shows_every_line_with_what_stands(plan, rlg):
    text = rlg.get(page(plan)).text
    for code in ("T1", "T2", "T3", "T4"):
        assert f'id="{code}"' in text
    assert 'id="T5"' not in text  # a unit's own measure is not allocated here
    assert "<strong>1</strong> av 4 uten ansvarlig" in text
    assert "<strong>1</strong> av 4 uten frist" in text
    assert 'value="20.10.2018"' in text
    assert "Nye ledere</h3>" in text
    assert "For få ser nytten for innbyggerne." in text
    assert "innledning" in text


def test_allocation_plan_never_presets_a_suggestion(cast, plan, rlg):
    Measure.objects.filter(pk=line(plan).pk).update(suggested_owner=cast.positions.group)
    answer = rlg.get(page(plan))
    row = next(r for s in answer.context["page"].sections for g in s.groups for r in g.rows)
    assert row.suggestion.text == "RLG"
    assert row.suggestion.source == "fra teksten"
    assert row.written.owner == ""


@pytest.mark.parametrize(
    ("shown", "codes"),
    [
        ("", {"T1", "T2", "T3", "T4"}), ("ufordelt", {"T1"}), ("uten-frist", {"T1"}),
        ("med-forslag", set()), ("tull", {"T1", "T2", "T3", "T4"}),
    ],
)
def test_allocation_plan_filter_lives_in_the_address(plan, rlg, shown, codes):
    answer = rlg.get(page(plan, vis=shown))
    found = {
        row.code for section in answer.context["page"].sections
        for group in section.groups for row in group.rows
    }
    assert found == codes
    if not codes:
        assert "Her er det ingenting igjen." in answer.text


def test_allocation_plan_names_the_lead_line_that_the_filter_left_out(plan, rlg):
    measure = line(plan)
    save(rlg, measure, owner="RLG", kind="recurring")
    other = line(plan, "T2")
    save(rlg, other, owner="", kind="date", due_date="31.12.2018")
    (section,) = rlg.get(page(plan, vis="ufordelt")).context["page"].sections
    assert section.lead.code == measure.code


def test_allocation_plan_shows_the_meeting_of_the_day(cast, plan, rlg):
    MeetingDay.objects.create(unit=cast.units.group, day=TODAY)
    assert "RLG-møte 13. november 2018" in rlg.get(page(plan)).text


@pytest.mark.parametrize("part", ["tol", "drel", "employee", "reader"])
def test_allocation_plan_refuses_those_who_neither_decide_nor_prepare(cast, plan, sign_in, part):
    client = sign_in(cast[part])
    assert client.get(page(plan)).status_code == 403
    assert save(client, line(plan), owner="RLG").status_code == 403
    assert line(plan).owner is None


def test_allocation_plan_stranger_is_sent_to_sign_in(client, plan):
    assert client.get(page(plan)).status_code == 302
    assert save(client, line(plan), htmx=False, owner="RLG").status_code == 302
    assert line(plan).owner is None


def test_allocation_plan_that_does_not_exist_is_404(rlg):
    assert rlg.get(reverse("measures:allocation_plan", args=[999])).status_code == 404
    assert rlg.post(reverse("measures:measure_allocate", args=[999])).status_code == 404


@pytest.mark.parametrize("state", [PlanState.EVALUATED, PlanState.SUCCEEDED])
def test_allocation_plan_that_is_over_is_read_only(plan, rlg, state):
    plan.state = state
    plan.save()
    assert rlg.get(page(plan)).status_code == 403
    assert save(rlg, line(plan), owner="RLG").status_code == 403
    assert line(plan).owner is None
    assert rlg.get(reverse("measures:allocation_summary", args=[plan.pk])).status_code == 200


def test_unit_measure_is_not_allocated_here(plan, rlg):
    assert save(rlg, line(plan, "T5"), owner="RLG").status_code == 404


def count_queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("route", ["measures:allocation_plan", "measures:allocation_summary"])
def test_as_many_queries_for_two_measures_as_for_two_hundred(cast, plan, rlg, route):
    address = reverse(route, args=[plan.pk])
    before = count_queries(rlg, address)
    row = plan.rows.first()
    for number in range(200):
        made = measure_create(by=cast.chief, row=row, unit=None, text=f"Linje {number}")
        owner = (cast.positions.chief, cast.positions.drel, None)[number % 3]
        if owner:
            measure_allocate(
                by=cast.member, measure=made, version=made.version, owner=owner,
                deadline=Deadline.recurring("year"),
            )
        else:
            made.suggested_owner = cast.positions.second_drel
            made.suggested_by = cast.secretary
            made.save()
    assert count_queries(rlg, address) == before


# Saving one row


def test_measure_allocate_saves_owner_and_deadline(cast, plan, rlg):
    answer = save(rlg, line(plan), owner="TOL Oppvekst", kind="date", due_date="24.09.2019")
    measure = line(plan)
    assert answer.status_code == 200
    assert measure.owner == cast.positions.other_tol
    assert Deadline.of(measure) == Deadline.on(date(2019, 9, 24))
    assert measure.history.first().history_user == cast.member


def test_measure_allocate_answers_with_the_row_and_the_figures(plan, rlg):
    text = save(rlg, line(plan), owner="RLG", kind="recurring").text
    assert text.count("<form") == 1
    assert "<html" not in text
    assert "Lagret " in text
    assert 'id="gjenstar"' in text
    assert text.count('hx-swap-oob="true"') == 5
    assert "<strong>0</strong> av 4 uten ansvarlig" in text
    assert "T1 er lagret. 0 uten ansvarlig, 0 uten frist." in text
    assert f'value="{line(plan).version}"' in text


def test_measure_allocate_invalid_keeps_what_was_typed(plan, rlg):
    answer = save(rlg, line(plan), owner="Kari Ingen", kind="date", due_date="31.02.2021")
    assert answer.status_code == 422
    assert 'value="Kari Ingen"' in answer.text
    assert 'value="31.02.2021"' in answer.text
    assert "«31.02.2021» finnes ikke i kalenderen." in answer.text
    assert "Ikke lagret" in answer.text
    assert "data-focus" in answer.text
    assert line(plan).owner is None


def test_measure_allocate_without_version_is_refused(plan, rlg):
    address = reverse("measures:measure_allocate", args=[line(plan).pk])
    answer = rlg.post(address, {"owner": "RLG", "kind": "unsettled"}, headers=HTMX)
    assert answer.status_code == 422
    assert line(plan).owner is None


def test_measure_allocate_moved_deadline_needs_a_reason(plan, rlg):
    measure = line(plan, "T2")
    values = {"owner": measure.owner.label, "kind": "date", "due_date": "15.02.2019"}
    answer = save(rlg, measure, **values)
    assert answer.status_code == 422
    assert "Skriv hvorfor fristen flyttes." in answer.text
    assert "is-moved" in answer.text
    assert line(plan, "T2").due_date == date(2018, 12, 31)
    answer = save(rlg, line(plan, "T2"), reason="Budsjettet kom sent", **values)
    assert answer.status_code == 200
    assert line(plan, "T2").due_date == date(2019, 2, 15)
    assert DeadlineMove.objects.get(measure=measure).reason == "Budsjettet kom sent"


def test_measure_allocate_done_measure_keeps_its_owner(cast, plan, rlg):
    measure = line(plan, "T2")
    Measure.objects.filter(pk=measure.pk).update(status="done", closing_note="Ferdig")
    answer = save(rlg, measure, owner="", kind="date", due_date="31.12.2018")
    assert answer.status_code == 422
    assert line(plan, "T2").owner == cast.positions.chief
    assert f'value="{measure.version}"' in answer.text


def test_measure_allocate_use_takes_the_suggestion(cast, plan, rlg):
    measure = line(plan)
    measure.suggested_owner = cast.positions.group
    measure.suggested_kind, measure.suggested_rhythm = "recurring", "half_year"
    measure.save()
    answer = save(rlg, measure, do="use", owner="noe jeg skrev")
    measure = line(plan)
    assert answer.status_code == 200
    assert measure.owner == cast.positions.group
    assert Deadline.of(measure) == Deadline.recurring("half_year")
    assert measure.suggested_owner is None
    assert "Bruk forslaget" not in answer.text


def test_measure_allocate_use_goes_on_to_what_is_left(cast, plan, rlg):
    measure = line(plan)
    measure.suggested_owner = cast.positions.group
    measure.save()
    text = save(rlg, measure, do="use").text
    assert text.count("data-focus") == 1
    assert 'id="T1-kind" data-focus' in text or 'data-focus="" ' in text


def test_measure_allocate_twice_is_once(plan, rlg):
    measure = line(plan)
    first = save(rlg, measure, owner="RLG", kind="recurring")
    again = save(rlg, measure, owner="RLG", kind="recurring")
    assert (first.status_code, again.status_code) == (200, 200)
    assert line(plan).version == measure.version + 1
    assert "T1 er uendret." in again.text


def test_measure_allocate_conflict_shows_both_sides_in_the_row(cast, plan, rlg):
    measure = line(plan)
    measure_allocate(
        by=cast.chief, measure=line(plan), version=measure.version, owner=cast.positions.tol,
        deadline=Deadline.recurring("year"),
    )
    answer = save(rlg, measure, owner="RLG", kind="date", due_date="1.2.2019")
    assert answer.status_code == 409
    assert "<html" not in answer.text
    assert "Ingrid Solbakken" in answer.text
    assert "TOL Helse og omsorg · Gjentakende: hvert år" in answer.text
    assert "RLG · 01.02.2019" in answer.text
    assert 'value="1.2.2019"' in answer.text
    assert line(plan).owner == cast.positions.tol
    # Mine can be saved over it, with the reason that a settled deadline asks for.
    answer = save(
        rlg, line(plan), owner="RLG", kind="date", due_date="1.2.2019", reason="Avtalt i møtet"
    )
    assert answer.status_code == 200
    assert line(plan).owner == cast.positions.group


def test_measure_allocate_conflict_keep_brings_back_what_was_saved(cast, plan, rlg):
    measure_allocate(
        by=cast.chief, measure=line(plan), version=line(plan).version, owner=cast.positions.tol,
        deadline=Deadline(),
    )
    answer = save(rlg, line(plan), do="keep", owner="RLG")
    assert answer.status_code == 200
    assert 'value="TOL Helse og omsorg"' in answer.text
    assert line(plan).owner == cast.positions.tol


def test_measure_allocate_conflict_without_htmx_is_the_conflict_page(cast, plan, rlg):
    measure = line(plan)
    measure_allocate(
        by=cast.chief, measure=line(plan), version=measure.version, owner=cast.positions.tol,
        deadline=Deadline.recurring("year"),
    )
    answer = save(rlg, measure, htmx=False, owner="RLG", kind="date", due_date="1.2.2019")
    assert answer.status_code == 409
    assert "<h1" in answer.text
    assert "TOL Helse og omsorg" in answer.text
    assert "Gjentakende: hvert år" in answer.text
    assert "1.2.2019" in answer.text


# Without HTMX


def test_measure_allocate_without_htmx_returns_to_the_row(plan, rlg):
    answer = save(rlg, line(plan), htmx=False, query="?vis=ufordelt", owner="RLG")
    assert answer.status_code == 302
    assert answer.url == f"{page(plan)}?vis=ufordelt#T1"
    assert [str(m) for m in get_messages(answer.wsgi_request)] == ["T1 er lagret."]


def test_measure_allocate_without_htmx_invalid_is_the_whole_page(plan, rlg):
    answer = save(rlg, line(plan), htmx=False, owner="Kari Ingen", query="?vis=med-forslag")
    assert answer.status_code == 422
    assert "ds-error-summary" in answer.text
    assert 'href="#T1-owner"' in answer.text
    assert 'value="Kari Ingen"' in answer.text
    assert "<title>Feil: Fordeling" in answer.text


# Those who prepare


@pytest.mark.parametrize("part", ["secretary", "development"])
def test_measure_allocate_of_a_preparer_is_a_suggestion(cast, plan, sign_in, part):
    client = sign_in(cast[part])
    text = client.get(page(plan)).text
    assert "Du forbereder." in text
    assert "forslag til RLG" in text
    answer = save(client, line(plan), owner="TOL Oppvekst", kind="ongoing", rhythm="quarter")
    measure = line(plan)
    assert answer.status_code == 200
    assert "Forslaget for T1 er lagret." in answer.text
    assert measure.owner is None
    assert measure.deadline_kind == "unsettled"
    assert measure.suggested_owner == cast.positions.other_tol
    assert measure.suggested_kind == "ongoing"
    assert measure.suggested_by == cast[part]


def test_measure_allocate_suggestion_is_used_by_those_who_decide(cast, plan, sign_in):
    save(sign_in(cast.secretary), line(plan), owner="RLG", kind="recurring", rhythm="year")
    client = sign_in(cast.member)
    assert "(av Siri Dahl)" in client.get(page(plan)).text
    save(client, line(plan), do="use")
    assert line(plan).owner == cast.positions.group
    assert Deadline.of(line(plan)) == Deadline.recurring("year")


def test_measure_allocate_preparer_cannot_change_what_is_set(cast, plan, sign_in):
    client = sign_in(cast.secretary)
    assert 'id="T2-owner"' not in client.get(page(plan)).text
    save(client, line(plan, "T2"), owner="RLG", kind="recurring", rhythm="year")
    measure = line(plan, "T2")
    assert measure.owner == cast.positions.chief
    assert measure.suggested_owner is None


def test_measure_allocate_preparer_cannot_use(cast, plan, sign_in):
    measure = line(plan)
    measure.suggested_owner = cast.positions.every_tol
    measure.save()
    save(sign_in(cast.secretary), measure, do="use", owner="RLG")
    assert line(plan).owner is None
    assert line(plan).suggested_owner == cast.positions.group  # what was typed, not «used»


def test_allocation_plan_of_a_draft_is_for_those_who_see_drafts(cast, sign_in):
    draft = make_draft(cast)
    assert sign_in(cast.secretary).get(page(draft)).status_code == 200
    assert sign_in(cast.drel).get(page(draft)).status_code == 403


# What came of it


def test_allocation_summary_lists_position_by_position(plan, rlg):
    answer = rlg.get(reverse("measures:allocation_summary", args=[plan.pk]))
    assert "3 av 4 har ansvarlig" in answer.text
    assert "har ingen ansvarlig ennå" in answer.text
    assert [part.title for part in answer.context["page"].parts] == [
        line(plan, code).owner.label for code in ("T2", "T4", "T3")
    ]
    assert f'href="{page(plan)}#T1"' in answer.text


def test_allocation_summary_when_all_is_given(plan, rlg):
    save(rlg, line(plan), owner="RLG", kind="recurring")
    answer = rlg.get(reverse("measures:allocation_summary", args=[plan.pk]))
    assert "4 av 4 har ansvarlig" in answer.text
    assert "Fordelt 13.11.2018" in answer.text
    assert "har ingen ansvarlig ennå" not in answer.text


def test_allocation_summary_is_read_by_all_and_offers_them_nothing_to_set(cast, plan, sign_in):
    answer = sign_in(cast.drel).get(reverse("measures:allocation_summary", args=[plan.pk]))
    assert answer.status_code == 200
    assert f'"{page(plan)}"' not in answer.text


def test_allocation_summary_of_a_draft_is_out_of_scope_for_others(cast, sign_in):
    draft = make_draft(cast)
    address = reverse("measures:allocation_summary", args=[draft.pk])
    assert sign_in(cast.drel).get(address).status_code == 404
    assert sign_in(cast.member).get(address).status_code == 200
