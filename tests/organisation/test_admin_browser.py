"""axe finds nothing on pages of the administration, at both widths, in light and in dark."""

import pytest
from django.urls import reverse

from tests.test_accessibility import enter, look


def _paths(cast, plan):
    person, measure = cast.tol.person, plan.measures.get(code="T5")
    return {
        "index": reverse("admin:index"),
        "settings": reverse("admin:organisation_setting_changelist"),
        "leaving": reverse("admin:organisation_person_leaving", args=[person.pk]),
        "person": reverse("admin:organisation_person_change", args=[person.pk]),
        "measure": reverse("admin:measures_measure_change", args=[measure.pk]),
        "measures": reverse("admin:measures_measure_changelist"),
    }


@pytest.mark.parametrize(
    "what", ["index", "settings", "leaving", "person", "measure", "measures"]
)
def test_admin_page_has_no_fault(what, page, context, live_server, cast, plan, settings):
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]
    enter(context, live_server, cast.administrator)
    assert look(page, live_server.url + _paths(cast, plan)[what]) == {}
