import pytest
from django.urls import reverse

from documents.models import ImportDraft, PlanDocument
from tests.documents.things import adopted_document, some_draft


@pytest.fixture
def office(cast, sign_in):
    return sign_in(cast.administrator)


def page(model, what, *args):
    return reverse(f"admin:documents_{model._meta.model_name}_{what}", args=args)


@pytest.mark.parametrize(
    ("model", "make"), [(ImportDraft, some_draft), (PlanDocument, adopted_document)]
)
def test_readings_are_read_and_lead_to_their_page(office, cast, plan, model, make):
    pk = make(cast, plan)
    assert "Plan.docx" in office.get(page(model, "changelist")).content.decode()
    shown = office.get(page(model, "change", pk)).content.decode()
    assert model.objects.get(pk=pk).get_absolute_url() in shown
    assert 'name="_save"' not in shown
    assert office.get(page(model, "add")).status_code == 403


def test_only_what_waits_may_be_thrown_away(office, cast, plan):
    draft, document = some_draft(cast, plan), adopted_document(cast, plan)
    assert office.post(page(PlanDocument, "delete", document), {"post": "yes"}).status_code == 403
    assert office.post(page(ImportDraft, "delete", draft), {"post": "yes"}).status_code == 302
    assert (ImportDraft.objects.count(), PlanDocument.objects.count()) == (0, 1)
