from django.urls import reverse

from leanplan.versioning import create
from organisation.models import Label, OrgUnit, Setting
from organisation.own_facts import OwnFacts, forget, own_facts


def test_own_facts_before_anything_is_entered(db):
    assert own_facts() == OwnFacts()


def test_own_facts_are_one_query_a_request(cast, django_assert_num_queries):
    create(
        Label(key="role.coach", language="nb", short="Veil.", name="Veileder", plural="veiledere"),
        by=None,
    )
    create(Setting(key="municipality.language", value="nn"), by=None)
    forget()
    with django_assert_num_queries(1):
        facts = own_facts()
        own_facts()
    assert facts.name == "Vikdal kommune"
    assert facts.words == {("role.coach", "nb"): ("Veil.", "Veileder", "veiledere")}
    assert facts.settings == {"municipality.language": "nn"}


def test_own_facts_of_the_day_that_it_is(cast, settings):
    OrgUnit.objects.filter(pk=cast.units.municipality.pk).update(ends_on="2018-12-31")
    assert own_facts().name == "Vikdal kommune"
    settings.LEANPLAN_TODAY = "2019-01-01"
    assert own_facts().name == ""


def test_new_name_is_on_the_next_page(sign_in, cast):
    page = reverse("organisation:profile")
    assert "Vikdal kommune" in sign_in(cast.tol).get(page).content.decode()
    OrgUnit.objects.filter(pk=cast.units.municipality.pk).update(name="Nydal kommune")
    assert "Nydal kommune" in sign_in(cast.tol).get(page).content.decode()
