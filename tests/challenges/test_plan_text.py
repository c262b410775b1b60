from datetime import date

from challenges.models import BasisEntry, FocusArea, FocusStatement, Footnote, PlanRow
from challenges.plan_text import text_of
from leanplan.versioning import create
from tests.world import make_draft


def test_text_of_is_one_query_with_all_its_parts(cast, draft, django_assert_num_queries):
    by = cast.development
    area = create(FocusArea(plan=draft, order=1, name="Ledelse", objective="Gå foran"), by=by)
    FocusStatement.objects.create(focus_area=area, order=1, text="Vi spør før vi svarer.")
    create(BasisEntry(plan=draft, order=1, text="Evaluering", dated_on=date(2018, 3, 2)), by=by)
    PlanRow.objects.filter(plan=draft, order=1).update(focus_area=area, owner_as_read="RLG")
    make_draft(cast, generation=3)
    with django_assert_num_queries(1):
        text = text_of(draft)
        rows = [
            (
                row.title, row.focus_area and row.focus_area.name, row.owner_as_read,
                [(c.code, c.is_question, c.text) for c in row.challenges.all()],
                [f"{note.mark} {note.text}" for note in row.footnotes.all()],
            )
            for row in text.rows
        ]
        areas = [(a.name, a.objective, [s.text for s in a.statements.all()])
                 for a in text.focus_areas]
        basis = [(entry.text, entry.dated_on, entry.url) for entry in text.basis]
    assert rows == [
        (
            "Ledere som går foran", "Ledelse", "RLG",
            [("U1", False, "For få ser nytten for innbyggerne."),
             ("U2", False, "Lite tid til å tenke.")],
            [],
        ),
        ("", None, "", [("U3", True, "Hvem skal veilede?")],
         ["* Gjelder alle forbedringer."]),
    ]
    assert areas == [("Ledelse", "Gå foran", ["Vi spør før vi svarer."])]
    assert basis == [("Evaluering", date(2018, 3, 2), "")]


def test_text_of_rows_are_those_of_the_database(draft):
    stored = draft.rows.prefetch_related("challenges", "footnotes")
    for row, same in zip(text_of(draft).rows, stored, strict=True):
        assert (row, row.version, row.order) == (same, same.version, same.order)
        assert list(row.challenges.all()) == list(same.challenges.all())
        assert list(row.footnotes.all()) == list(Footnote.objects.filter(row=same))


def test_text_of_an_empty_plan(draft):
    PlanRow.objects.filter(plan=draft).delete()
    text = text_of(draft)
    assert (text.rows, text.focus_areas, text.basis) == ([], [], [])
