"""Rows of the access matrix for what a person opens first."""

from tests.matrix_rows import DECIDE, SEE_T5, SEE_T6, Row, everyone, only

# An area as a whole: its manager, and who reads every unit.
SEE_AREA = (*DECIDE, "development", "tol", "administrator")
MAKERS = {
    "Solsiden": lambda cast, _plan: cast.units.home.pk,
    "Åsen skole": lambda cast, _plan: cast.units.school.pk,
    "Helse og omsorg": lambda cast, _plan: cast.units.health.pk,
    "Oppvekst": lambda cast, _plan: cast.units.schools.pk,
}
ROWS = [
    # One's own page, and that one was there; there is no other's to ask for.
    Row("overview:my_page", everyone(200)),
    Row("overview:visit_note", everyone(204), method="POST"),
    Row("overview:visit_note", everyone(405)),
    # Figures of the areas are for everyone; whose units stand above them is in test_units.py.
    Row("overview:unit_list", everyone(200)),
    Row("overview:units_export", everyone(200)),
    Row("overview:unit_own", everyone(302)),
    Row("overview:unit_detail", only(*SEE_T5, others=404), on="Solsiden"),
    Row("overview:unit_detail", only(*SEE_T6, others=404), on="Åsen skole"),
    Row("overview:unit_detail", only(*SEE_AREA, status=302, others=404), on="Helse og omsorg"),
    Row("overview:area_detail", only(*SEE_AREA, others=404), on="Helse og omsorg"),
    Row("overview:area_detail", only(*SEE_AREA, others=404, tol=404), on="Oppvekst"),
    # A unit is no area.
    Row("overview:area_detail", everyone(404), on="Solsiden"),
]
