import pytest

from documents.columns import Role, column_role, column_roles, is_heading_row


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Utfordringer:", "challenge"),
        ("Utfordring", "challenge"),
        ("Utfordring(er)", "challenge"),
        ("Utfordringar", "challenge"),
        ("UTFORDRING/PROBLEM", "challenge"),
        ("Tiltak", "measure"),
        ("2. Tiltak:", "measure"),
        ("Tiltak (hva skal gjøres)", "measure"),
        ("Ansvar", "owner"),
        ("Ansvarlig(e)", "owner"),
        ("Ansvarleg", "owner"),
        ("Ansvarlig enhet", "owner"),
        ("Hvem?", "owner"),
        ("Frist", "deadline"),
        ("Frist(er)", "deadline"),
        ("Tidsfrist", "deadline"),
        ("Frist for gjennomføring", "deadline"),
        ("Nr.", "number"),
        ("#", "number"),
        ("Status", "other"),
        ("Ansvar og frist", "other"),
        ("Tiltak nr.", "other"),
        ("", "other"),
    ],
)
def test_column_role(heading, role):
    assert column_role(heading) == role


def test_column_roles_one_of_each():
    roles = column_roles(["Tiltak som vurderes", "Tiltak", "Frist", "Frister"])
    assert roles == (Role.OTHER, Role.MEASURE, Role.DEADLINE, Role.OTHER)


@pytest.mark.parametrize(
    ("texts", "strict", "expected"),
    [
        (["Utfordringer", "Tiltak"], False, True),
        (["Tiltak", "Ansvarlig enhet"], False, True),
        (["Tiltak", "Status"], False, False),
        (["Utfordringer", "Mål", "Ansvar"], False, False),
        (["Tiltak følges ikke opp", "Ansvar avklares"], True, False),
        (["Utfordringer:", "Tiltak"], True, True),
    ],
)
def test_is_heading_row(texts, strict, expected):
    assert is_heading_row(texts, strict=strict) is expected
