"""Readings of own plans, for the tests of actions and pages."""

import docx
import pytest

from documents.actions.drafts import document_keep, document_upload
from documents.word import read_plan
from tests.documents import files

ROWS = (
    ("For lite tid.\nFor mange møter.",
     "Øve på det som er vanskelig.\n**De nye**\n• TOL møter hver nye leder\n• Lese heftet*\n"
     "*Heftet ligger i resepsjonen."),
    ("Hvem bestemmer? Spørsmål som må avklares", "• Lage en liste -", "RLG", "31.12.2021"),
    ("Få vet nok", "• Kurs x 2/år\n• Utviklingsenheten lager planen\n• Vise tallene senest 3 mnd. "
     "etter oppstart", "TOL", "høsten 2021"),
    ("Lite flyt", "• Måle ventetid", "Avklares senere", "høsten 2021"),
)  # fmt: skip


def word_plan(rows=ROWS, front=files.FRONT, below=()):
    document = docx.Document()
    files.write_front(document, front)
    files.add_table(document, rows)
    for text in below:
        document.add_paragraph(text)
    return files.to_bytes(document)


@pytest.fixture
def read_in(cast):
    """Read a plan in as the leader of the development unit: read_in() or read_in(bytes)."""

    def read(data=None, by=None, name="Planen vår.docx"):
        data = word_plan() if data is None else data
        return document_keep(by=by or cast.development, name=name, data=data, plan=read_plan(data))[
            0
        ]

    return read


@pytest.fixture
def draft_read(read_in):
    """A reading of four rows that waits to be confirmed."""
    return read_in()


@pytest.fixture
def read_in_empty(db):
    """A municipality of one unit, one leader and no other positions; (cast, read)."""
    from types import SimpleNamespace  # noqa: PLC0415

    from leanplan.versioning import create  # noqa: PLC0415
    from organisation.actions import appoint, unit_create  # noqa: PLC0415
    from organisation.models import Person, User  # noqa: PLC0415
    from organisation.roles import Role, UnitKind  # noqa: PLC0415
    from tests.world import START  # noqa: PLC0415

    unit = unit_create(by=None, name="Lita kommune", kind=UnitKind.MUNICIPALITY, starts_on=START)
    user = User.objects.create_user("leder@lita.example", "hest foran vogna")
    person = create(Person(given_name="Liv", family_name="Lien", user=user), by=None)
    appoint(by=None, person=person, role=Role.CHIEF_EXECUTIVE, unit=unit, starts_on=START)

    def read(data):
        return document_upload(by=user, name="plan.docx", data=data)[0]

    return SimpleNamespace(chief=user), read
