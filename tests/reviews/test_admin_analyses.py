"""The administration of analyses: what is held is locked, what is not held is nobody's to read."""

import pytest
from django.urls import reverse

from reviews.fishbone.actions.analyses import fishbone_hold
from reviews.fishbone.models import Cause, FishboneAnalysis
from reviews.stakeholders.actions import stakeholder_add, stakeholders_create
from reviews.stakeholders.models import StakeholderAnalysis
from tests.admin_forms import errors_of, posted
from tests.reviews.fishbone.making import add, make_analysis
from tests.world import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast, sign_in, settings):
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]
    return sign_in(cast.administrator)


def page(model, what, *args):
    return reverse(f"admin:reviews_{model._meta.model_name}_{what}", args=args)


def held(analysis):
    fishbone_hold(
        by=None, analysis=analysis, version=analysis.version, on=TODAY,
        present=list(analysis.participants.all()), no_measures="Alt er i gang.",
    )


@pytest.fixture
def analysis(cast):
    made = make_analysis(cast)
    add(made, "Møtet faller bort")
    return made


def test_an_open_analysis_is_put_right_with_its_bones(cast, office, analysis):
    address = page(FishboneAnalysis, "change", analysis.pk)
    before = analysis.pulse.number
    data = posted(office.get(address), question="Hva hindrer oss?", **{"bones-0-name": "Lederskap"})
    assert office.post(address, data).status_code == 302
    analysis.refresh_from_db()
    assert analysis.question == "Hva hindrer oss?"
    assert analysis.bones.first().name == "Lederskap"
    assert FishboneAnalysis.objects.get().pulse.number > before


def test_a_held_analysis_is_locked(office, analysis):
    held(analysis)
    address = page(FishboneAnalysis, "change", analysis.pk)
    answer = office.get(address)
    assert answer.status_code == 200
    assert set(answer.context["adminform"].form.fields) <= {"seen"}
    assert all(not each.formset.can_delete or not each.has_delete_permission
               for each in answer.context["inline_admin_formsets"])
    assert office.post(address, {}).status_code == 403
    assert office.get(page(FishboneAnalysis, "delete", analysis.pk)).status_code == 403


def test_a_stale_analysis_is_refused(office, analysis):
    address = page(FishboneAnalysis, "change", analysis.pk)
    data = posted(office.get(address), question="Mitt spørsmål")
    office.post(address, posted(office.get(address), question="Ditt spørsmål"))
    answer = office.post(address, data)
    assert answer.status_code == 200
    assert "har lagret" in errors_of(answer)


def test_causes_are_read_here_once_the_analysis_is_held(office, analysis):
    cause = Cause.objects.get()
    assert "Møtet faller bort" not in office.get(page(Cause, "changelist")).content.decode()
    assert office.get(page(Cause, "change", cause.pk)).status_code == 302
    held(analysis)
    assert "Møtet faller bort" in office.get(page(Cause, "changelist")).content.decode()
    assert office.get(page(Cause, "change", cause.pk)).status_code == 200


def test_a_stakeholder_analysis_is_put_right_with_its_groups(cast, office):
    made = stakeholders_create(by=None, unit=cast.units.home, subject="Hjelpemidler")
    stakeholder_add(
        by=None, analysis=made, values={"name": "Brukerrådet", "influence": 1, "interest": 3}
    )
    assert office.get(page(StakeholderAnalysis, "changelist"), {"q": "hjelp"}).status_code == 200
    address = page(StakeholderAnalysis, "change", made.pk)
    data = posted(office.get(address), network="Hjelpemidler", **{"groups-0-influence": "2"})
    assert office.post(address, data).status_code == 302
    made.refresh_from_db()
    assert (made.network, made.groups.get().influence) == ("Hjelpemidler", 2)
