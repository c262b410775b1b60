"""A document is Norwegian, and what is read out of it is the same whoever reads it in."""

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import override

from documents.actions import lines
from documents.models import ImportDraft
from documents.word import read_plan
from measures.models import Measure
from organisation.models import Label
from organisation.own_facts import forget
from tests.documents.conftest import word_plan
from tests.documents.test_actions import confirm, key

LANGUAGES = ("nb", "nn", "en")
ROWS = (
    ("For lite tid.", "• TOL går til Gemba 2 ganger i året\n• Lese heftet", "KOS", "31.12.2021"),
    ("Få vet nok", "• Kurs x 2/år\n• Vise tallene senest 3 mnd. etter oppstart", "RLG",
     "høsten 2021"),
    ("Lite flyt", "• Måle ventetid", "alle tenesteområdeleiarar", "1. halvår 2022"),
    ("Uklart", "• Lage en liste", "TOL Oppvekst", "september 2022"),
)  # fmt: skip
# Keys and moments differ from one reading to the next, and say nothing of language.
SKIPPED = {"id", "history_id", "digest", "edits"}


class Undo(Exception):
    """Nothing of one reading is there at the next."""


def stored():
    """Every text that lies in the database in tables of measures, challenges and documents."""
    found = []
    for model in apps.get_models():
        if model._meta.app_label in ("measures", "challenges", "documents"):
            fields = [
                field.attname for field in model._meta.concrete_fields
                if field.attname not in SKIPPED and not field.is_relation
                and not isinstance(field, (models.DateTimeField, models.BinaryField))
            ]
            found += [(model.__name__, *row) for row in model.objects.values_list(*fields)]
    return sorted(map(repr, found))


def after(language, act):
    try:
        with transaction.atomic(), override(language):
            act()
            result = stored(), sorted(
                (m.text, m.suggested_owner_id and m.suggested_owner.role, m.suggested_kind,
                 str(m.suggested_due_date)) for m in Measure.objects.all()
            )
            raise Undo
    except Undo:
        return result


def test_reading_does_not_depend_on_the_language_of_the_reader():
    readings = []
    for language in LANGUAGES:
        with override(language):
            readings.append(read_plan(word_plan(ROWS)))
    assert readings[0] == readings[1] == readings[2]


def test_confirmed_plan_is_stored_alike_in_every_language(read_in, cast):
    Label.objects.create(
        key="role.service_area_manager", language="nb", short="KOS", name="kommunalsjef",
        plural="kommunalsjefer",
    )
    forget()
    read = read_in(word_plan(ROWS)).pk

    def act():
        draft = ImportDraft.objects.get(pk=read)
        retyped = "Lese heftet"
        lines.line_edit(
            by=cast.secretary, draft=draft, version=draft.version, key=key(draft, retyped),
            do="save", text="Lese hele heftet", kind="measure",
        )
        draft.refresh_from_db()
        confirm(cast, draft)

    results = {language: after(language, act) for language in LANGUAGES}
    rows, suggestions = results["nb"]
    assert len(rows) > 30
    assert {role for _, role, _, _ in suggestions} >= {"service_area_manager", "body"}
    for language in ("nn", "en"):
        assert results[language][1] == suggestions, language
        assert [row for row in results[language][0] if row not in rows] == [], language
