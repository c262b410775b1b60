from datetime import date

import pytest
from django.urls import reverse

from measures.choices import Status
from measures.models import Amendment, DeadlineMove, Measure, StatusEntry
from tests.admin_forms import errors_of, posted


@pytest.fixture
def office(cast, sign_in, settings):
    """The test client of the administrator. Django's forms get each chosen row by itself."""
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]
    return sign_in(cast.administrator)


def page(model, what, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{what}", args=args)


def save(office, measure, **changed):
    address = page(Measure, "change", measure.pk)
    response = office.post(address, posted(office.get(address), **changed))
    measure.refresh_from_db()
    return response


def test_adopted_text_is_read_only_with_a_link_to_propose(plan, office):
    measure = plan.measures.get(code="T3")
    response = office.get(page(Measure, "change", measure.pk))
    fields = response.context["adminform"].form.fields
    assert not {"text", "code", "row", "order", "unit", "is_lead"} & set(fields)
    assert reverse("measures:amendment_propose", args=[measure.pk]) in response.content.decode()
    save(office, measure, text="Noe annet", code="T99")
    assert (measure.text, measure.code) == ("TOL går Gemba i hver enhet", "T3")


def test_owner_and_deadline_are_set_with_history(cast, plan, office):
    measure = plan.measures.get(code="T1")
    response = save(
        office, measure, owner=cast.positions.tol.pk, deadline_kind="date", due_date="31.12.2018"
    )
    assert response.status_code == 302
    assert (measure.owner, measure.due_date) == (cast.positions.tol, date(2018, 12, 31))
    assert measure.precision == "day"
    assert measure.history.latest().history_user == cast.administrator
    assert not DeadlineMove.objects.filter(measure=measure).exists()


def test_moved_deadline_needs_its_reason(plan, office):
    measure = plan.measures.get(code="T4")
    response = save(office, measure, due_date="31.12.2018")
    assert "hvorfor fristen flyttes" in errors_of(response)
    assert measure.due_date == date(2018, 10, 20)
    assert save(office, measure, due_date="31.12.2018", reason="Sykdom").status_code == 302
    move = DeadlineMove.objects.get(measure=measure)
    assert (move.new_due_date, move.reason) == (date(2018, 12, 31), "Sykdom")


def test_unassigned_measure_is_not_done(plan, office):
    measure = plan.measures.get(code="T1")
    response = save(office, measure, status="done", comment="Ferdig")
    assert "ingen ansvarlig" in errors_of(response)
    assert measure.status == Status.NOT_STARTED


def test_done_needs_a_note_and_leaves_it_in_the_log(plan, office):
    measure = plan.measures.get(code="T4")
    assert "hva det førte til" in errors_of(save(office, measure, status="done"))
    assert save(office, measure, status="done", comment="Alt føres.").status_code == 302
    assert (measure.status, measure.closing_note) == (Status.DONE, "Alt føres.")
    assert StatusEntry.objects.get(measure=measure).comment == "Alt føres."


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"deadline_kind": "date", "due_date": ""}, "må ha datoen"),
        ({"deadline_kind": "ongoing", "rhythm": "", "next_review_on": ""}, "hvor ofte"),
        ({"deadline_kind": "recurring", "rhythm": ""}, "hvor ofte det kommer igjen"),
    ],
)
def test_half_a_deadline_is_refused(plan, office, changed, message):
    measure = plan.measures.get(code="T1")
    response = save(office, measure, **changed)
    assert message in errors_of(response)
    assert measure.deadline_kind == "unsettled"


def test_stale_measure_is_refused_and_nothing_typed_is_lost(cast, plan, office):
    measure = plan.measures.get(code="T4")
    address = page(Measure, "change", measure.pk)
    stale = posted(office.get(address), done_when="Når alt er ført")
    assert save(office, measure, done_when="Når halvparten er ført").status_code == 302
    response = office.post(address, stale)
    assert "lagret er «Når halvparten er ført»" in errors_of(response)
    assert "Når alt er ført" in response.content.decode()
    measure.refresh_from_db()
    assert measure.done_when == "Når halvparten er ført"
    assert office.post(address, posted(response)).status_code == 302
    measure.refresh_from_db()
    assert measure.done_when == "Når alt er ført"


def test_nothing_changed_writes_nothing(plan, office):
    measure = plan.measures.get(code="T4")
    before = (measure.version, measure.history.count())
    assert save(office, measure).status_code == 302
    assert (measure.version, measure.history.count()) == before


def test_text_of_a_draft_is_written(draft, office):
    measure = draft.measures.get(code="T3")
    assert save(office, measure, text="TOL går til Gemba").status_code == 302
    assert measure.text == "TOL går til Gemba"


def test_text_of_a_unit_s_measure_is_written(plan, office):
    measure = plan.measures.get(code="T5")
    assert save(office, measure, text="Tavlemøte hver kveld").status_code == 302
    assert measure.text == "Tavlemøte hver kveld"


def test_new_measure_of_a_unit_gets_the_next_code(cast, plan, office):
    data = {
        "row": plan.rows.last().pk, "unit": cast.units.home.pk, "text": "Ny tavle", "code": "",
        "order": 0, "deadline_kind": "unsettled", "status": "not_started",
        "status_log-TOTAL_FORMS": 0, "status_log-INITIAL_FORMS": 0,
        "deadline_moves-TOTAL_FORMS": 0, "deadline_moves-INITIAL_FORMS": 0,
    }
    assert office.post(page(Measure, "add"), data).status_code == 302
    made = Measure.objects.get(text="Ny tavle")
    assert (made.code, made.plan, made.unit) == ("T7", plan, cast.units.home)
    response = office.post(page(Measure, "add"), {**data, "text": "Uten enhet", "unit": ""})
    assert "endringsforslag" in errors_of(response)
    assert not Measure.objects.filter(text="Uten enhet").exists()


def test_measure_of_an_adopted_plan_is_not_deleted(plan, office):
    measure = plan.measures.get(code="T5")
    assert office.post(page(Measure, "delete", measure.pk), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("model", [Amendment, StatusEntry, DeadlineMove])
def test_what_the_product_writes_is_only_read(plan, office, model):
    assert office.get(page(model, "changelist")).status_code == 200
    assert office.get(page(model, "add")).status_code == 403
