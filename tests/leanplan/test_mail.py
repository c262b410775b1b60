import html
import re

import pytest

from leanplan.mail import Letter, Line, Link, Section, message, write
from leanplan.theme import light_colours

LETTER = Letter(
    subject="3 saker, 1 over fristen", heading="Du har 3 saker",
    opening=("Hei, Kari.", "Første frist er 20. november."),
    sections=(
        Section(
            "Over fristen",
            (
                Line("Analyse & <b>plan</b>", "https://x.example/1/", "1. okt.", "43 dager over",
                     "T17 · Solsiden", "Ellers får Ingrid beskjed."),
            ),
            urgent=True,
        ),
        Section(
            "Nærmer seg",
            (Line("Svare Solsiden", "https://x.example/2/", "20. nov."), Line("Uten noe mer")),
        ),
    ),
    button=Link("Åpne Mine tiltak", "https://x.example/mine/"),
    footer=("Du får e-posten mandager.",), choice=Link("Endre", "https://x.example/varsler/"),
    sender="Leanplan, Vikdal kommune",
)


def words_of(markup):
    body = markup[markup.index("<body"):]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def every_text():
    yield from (LETTER.heading, *LETTER.opening, *LETTER.footer, LETTER.sender)
    yield from (LETTER.button.text, LETTER.choice.text)
    for section in LETTER.sections:
        yield section.title
        for line in section.lines:
            yield from (line.text, line.when, line.note, line.under, line.warning)


def every_address():
    yield from (LETTER.button.url, LETTER.choice.url)
    yield from (line.url for section in LETTER.sections for line in section.lines if line.url)


def test_write_says_the_same_in_both_parts():
    written = write(LETTER)
    seen = words_of(written.html)
    for text in filter(None, every_text()):
        assert text in written.text
        assert " ".join(text.split()) in seen
    for address in every_address():
        assert f'href="{address}"' in written.html
        assert address in written.text


def test_write_escapes_what_people_wrote():
    written = write(LETTER)
    assert "&amp; &lt;b&gt;plan" in written.html
    assert "Analyse & <b>plan</b>" in written.text


def test_write_uses_the_colours_of_the_theme_and_nothing_from_elsewhere():
    written = write(LETTER)
    assert light_colours()["accent-base-default"] in written.html
    assert set(re.findall(r"#[0-9a-f]{6}", written.html)) <= set(light_colours().values())
    for foreign in ("<img", "<style", "<link", "<script", "url("):
        assert foreign not in written.html


def test_light_colours_are_the_light_ones():
    assert light_colours()["neutral-background-default"] == "#ffffff"


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("plan@vikdal.example", '"Leanplan, Vikdal kommune" <plan@vikdal.example>'),
        ("Vikdal <plan@vikdal.example>", "Vikdal <plan@vikdal.example>"),
    ],
)
def test_message_says_who_sends(settings, setting, expected):
    settings.DEFAULT_FROM_EMAIL = setting
    assert message(write(LETTER), to="a@b.example", key="k").from_email == expected


def test_message_is_known_again_by_its_id():
    one, same, other = (
        message(write(LETTER), to="a@b.example", key=key).message()["Message-ID"]
        for key in ("k", "k", "l")
    )
    assert one == same != other


def test_message_subject_is_one_line():
    letter = Letter(**{**LETTER.__dict__, "subject": "To\nlinjer"})
    assert message(write(letter), to="a@b.example", key="k").subject == "To linjer"
