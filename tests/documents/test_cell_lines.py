"""One measure cell or challenge cell at a time, in the ways that people write them."""

import pytest

from documents.parsed import LineKind
from tests.documents.files import codes, lost, plain, read, right, texts


def cell(text):
    """(kind, text) of the lines of one measure cell."""
    return right(read(plain(("Noe er i veien", text))).rows[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bare en linje", ["measure Bare en linje"]),
        ("• En\n• To", ["measure En", "measure To"]),
        ("- En\n- To", ["measure En", "measure To"]),
        ("– En\n• To", ["measure En", "measure To"]),
        ("* En\n* To", ["measure En", "measure To"]),
        ("-En\n-To", ["measure En", "measure To"]),
        ("•\u00a0En\no To\n\uf0b7 Tre", ["measure En", "measure To", "measure Tre"]),
        ("1. En\n2) To\na) Tre", ["measure En", "measure To", "measure Tre"]),
        ("1. mars er frist\n2. mai òg", ["measure 1. mars er frist", "measure 2. mai òg"]),
        ("- En|- To", ["measure En", "measure To"]),
        ("• En|fortsetter her", ["measure En fortsetter her"]),
        ("En|fortsetter her", ["measure En fortsetter her"]),
        ("En||To", ["measure En", "measure To"]),
        ("• En\nsom fortsetter her\n• To", ["measure En som fortsetter her", "measure To"]),
        ("• En.\nDet er viktig.\n• To", ["measure En. Det er viktig.", "measure To"]),
        ("Lære mer om alt.\n• En", ["lead Lære mer om alt.", "measure En"]),
        ("Vi skal gjøre dette sammen med de andre\n• En", [
            "lead Vi skal gjøre dette sammen med de andre", "measure En"]),
        ("**De nye**\n• En", ["heading De nye", "measure En"]),
        ("__De nye__\n• En", ["heading De nye", "measure En"]),
        ("#De nye\n• En", ["heading De nye", "measure En"]),
        ("De nye:\n• En", ["heading De nye:", "measure En"]),
        ("**De nye**|- En|- To", ["heading De nye", "measure En", "measure To"]),
        ("• En\nDe gamle\n• To", ["measure En", "heading De gamle", "measure To"]),
        ("• En\n\nDe gamle\n\n• To", ["measure En", "heading De gamle", "measure To"]),
        ("De nye\n• En\nDe gamle\n• To", [
            "heading De nye", "measure En", "heading De gamle", "measure To"]),
        ("• En\n\nDette er en ny innledning som sier noe.\n• To", [
            "measure En", "lead Dette er en ny innledning som sier noe.", "measure To"]),
        ("• De nye:\n•• En\n•• To", ["heading De nye:", "measure En", "measure To"]),
        ("• En\n•• To", ["measure En", "measure To"]),
        ("**• En**\n• To", ["measure En", "measure To"]),
        ("**En**\n**To**", ["measure En", "measure To"]),
        ("En\nTo", ["measure En", "measure To"]),
        ("**Alt er fet**", ["measure Alt er fet"]),
        ("• En*\n*Gjelder alle.", ["measure En*", "footnote Gjelder alle."]),
        ("* En*\n* To\n*Gjelder alle.", ["measure En*", "measure To", "footnote Gjelder alle."]),
        ("• En*\n• To**\n* Alle.\n** Noen.", [
            "measure En*", "measure To**", "footnote Alle.", "footnote Noen."]),
        ("• En\n*Gjelder alle.", ["measure En", "footnote Gjelder alle."]),
    ],
)  # fmt: skip
def test_measure_lines(text, expected):
    assert [f"{kind} {line}" for kind, line in cell(text)] == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("De nye\n• En", "lead_or_heading"),
        ("• En\nDe gamle\n• To", "plain_heading"),
        ("• En.\nDet er viktig.\n• To", "joined"),
        ("• En\n•• To", "sub_bullet"),
        ("• En\n\nEtterpå kommer dette.", "plain_line"),
        ("En\n**Sist**", "heading_without_lines"),
        ("• En\n-", "mark_alone"),
        ("• En –", "loose_dash"),
    ],
)
def test_measure_lines_doubt_is_said(text, code):
    plan = read(plain(("Noe er i veien", text)))
    assert codes(plan) == [code]
    assert plan.notices[0].place.column == "Tiltak"


@pytest.mark.parametrize(
    "text", ["• En\nsom fortsetter\n• To", "**De nye**\n• En", "• De nye:\n•• En"]
)
def test_measure_lines_plain_cases_say_nothing(text):
    assert codes(read(plain(("Noe", text)))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("En.\nTo.", ["challenge En.", "challenge To."]),
        ("En som\ngår over linja", ["challenge En som går over linja"]),
        ("En||To", ["challenge En", "challenge To"]),
        ("• En\n- To\n3. Tre", ["challenge En", "challenge To", "challenge Tre"]),
        ("Hvem gjør hva?", ["open_question Hvem gjør hva?"]),
        ("Roller. Spørsmål som bør avklares", ["open_question Roller. Spørsmål som bør avklares"]),
        ("Roller.\nSpørsmål som bør avklares.", [
            "open_question Roller. Spørsmål som bør avklares."]),
        ("Åpent spørsmål: roller", ["open_question Åpent spørsmål: roller"]),
        ("Ansvar er ikke avklart", ["challenge Ansvar er ikke avklart"]),
    ],
)  # fmt: skip
def test_challenge_lines(text, expected):
    row = read(plain((text, "• Noe"))).rows[0]
    assert [f"{line.kind} {line.text}" for line in row.challenges] == expected


def test_challenge_lines_bold_is_said():
    assert codes(read(plain(("**Folk**\nFor få", "• Noe")))) == ["bold_challenge"]


def test_challenge_footnote_goes_to_the_right_hand_side():
    plan = read(plain(("For få*\n*Talt i mars.", "• Noe")))
    assert texts(plan, LineKind.CHALLENGE) == ["For få*"]
    assert right(plan.rows[0]) == [("measure", "Noe"), ("footnote", "Talt i mars.")]
    assert plan.rows[0].challenges[0].notes == (plan.rows[0].lines[1].key,)
    assert lost(plan) == []
