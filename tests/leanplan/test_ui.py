from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.template import Context, Template

from leanplan.dates import long_date, moment_text, short_date, text_date
from leanplan.templatetags import ui

ROOT = Path(__file__).resolve().parent.parent.parent


def render(source, **context):
    return Template(source).render(Context(context))


def test_icon_is_decoration_without_a_label():
    html = render('{% icon "Pencil" css="chev" %}')
    assert 'class="ds-icon chev" aria-hidden="true"' in html
    assert 'icons.svg#i-Pencil"' in html


def test_icon_speaks_and_escapes_its_label():
    assert 'role="img" aria-label="a &lt; b"' in render('{% icon "Pencil" label=x %}', x="a < b")


def test_every_icon_named_in_a_template_is_in_the_sprite():
    listed = set((ROOT / "static" / "icons.txt").read_text().split("\n"))
    listed |= {path.stem for path in (ROOT / "static" / "icons").glob("*.svg")}
    named = set()
    for path in (ROOT / "templates").rglob("*.html"):
        named |= {part.split('"')[0] for part in path.read_text().split('{% icon "')[1:]}
    assert len(named) > 10
    assert named - listed == set()


@pytest.mark.parametrize(
    ("counts", "drawn"),
    [
        ((0, 0, 0, 0), []),
        ((5, 0, 0, 5), [("is-ferdig", "0%", "100%")]),
        (
            (2, 21, 1, 29),
            [("is-ferdig", "0%", "6.9%"), ("is-pagar", "6.9%", "72.41%"),
             ("is-vent", "79.31%", "3.45%")],
        ),
        # More than there is in all, as when a count is stale: the bar stays within itself.
        ((3, 3, 0, 4), [("is-ferdig", "0%", "75%"), ("is-pagar", "75%", "25%")]),
    ],
)
def test_progress_bar_splits_by_state(counts, drawn):
    html = str(ui.progress_bar(*counts))
    for css, x, width in drawn:
        assert f'<rect class="pbar__s {css}" x="{x}" width="{width}" height="100%"/>' in html
    assert html.count('class="pbar__s is-') == len(drawn)
    assert html.count("url(#p-prog)") == sum(css == "is-pagar" for css, _, _ in drawn)
    assert "style=" not in html


def test_progress_bar_says_its_figures_unless_they_stand_beside_it():
    assert 'aria-label="1 gjennomført, 2 pågår, 0 på vent, 3 ikke startet"' in str(
        ui.progress_bar(1, 2, 0, 6)
    )
    assert 'aria-hidden="true"' in str(ui.progress_bar(1, 2, 0, 6, label="", size="lg"))


def test_bar_puts_parts_after_each_other_and_keeps_within_the_total():
    html = str(ui.bar(10, date=4, rec=20))
    assert '<rect class="hb-date" x="0" y="0" width="4" height="10"/>' in html
    assert '<rect class="hb-rec" x="4" y="0" width="6" height="10"/>' in html
    assert 'width="1" height="10"' in str(ui.bar(0))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Kari Nordmo", "KN"), ("Tor Egil Haugen", "TH"), ("rådmann", "R"), ("Øyvind Ås", "ØÅ"),
     ("", ""), (None, ""), ("  ", ""), ("(ingen) Navn", "N")],
)
def test_initials(name, expected):
    assert ui.initials(name) == expected


def test_person_shows_the_role_under_the_name_and_escapes_both():
    html = str(ui.person("<Kari>", "TOL & mer"))
    assert "&lt;Kari&gt;" in html
    assert '<span class="person__r">TOL &amp; mer</span>' in html
    assert "i-PersonGroup" in str(ui.person("Alle TOL", "Hver for sine enheter", group=True))
    assert "<span class=\"who__n\">Kari<span>TOL</span></span>" in str(ui.who("Kari", "TOL"))


def test_missing_is_a_link_only_where_it_leads_somewhere():
    assert str(ui.missing("Sett frist", "/x")).startswith('<a class="missing"')
    assert str(ui.missing("Ikke satt")).startswith('<span class="missing"')
    assert 'data-print="Ikke satt"' in str(ui.missing("Sett frist", "/x"))


def test_dates_are_written_as_norwegians_do():
    day = date(2018, 11, 7)
    assert short_date(day) == "07.11.2018"
    assert text_date(day) == "7. november"
    assert long_date(day) == "7. november 2018"
    assert moment_text(datetime(2018, 11, 7, 8, 5, tzinfo=UTC)) == "07.11.2018 kl. 09.05"
    assert short_date(None) == text_date(None) == long_date(None) == moment_text(None) == ""


def test_dates_of_a_moment_are_the_day_in_norway():
    late = datetime(2018, 11, 7, 23, 30, tzinfo=UTC)
    assert short_date(late) == "08.11.2018"
    assert str(ui.day(late)) == '<time datetime="2018-11-08">08.11.2018</time>'
    assert 'datetime="2018-11-08T00:30+01:00"' in str(ui.moment(late))


def test_time_tags_give_nothing_for_nothing():
    assert ui.day(None) == ui.day_text(None) == ui.moment(None) == ""
    assert str(ui.day_text(date(2018, 11, 7), year=True, css="due__d")) == (
        '<time class="due__d" datetime="2018-11-07">7. november 2018</time>'
    )


def test_crumbs_lead_back_to_the_parent():
    html = str(ui.crumbs("Plan", "/plan/", "T<1>"))
    assert 'href="/plan/" aria-label="Tilbake til Plan"' in html
    assert '<span aria-current="page">T&lt;1&gt;</span>' in html
    assert html.count("<li>") == 2


@pytest.mark.parametrize(("used", "drawn"), [(42, "42"), (-3, "0"), (130, "100")])
def test_ring_draws_no_more_than_the_whole(used, drawn):
    assert f'stroke-dasharray="{drawn} 100"' in ui.ring(used)


def test_ring_says_its_label_or_is_decoration():
    assert 'role="img" aria-label="Fristen løper"' in ui.ring(5, "Fristen løper")
    assert 'aria-hidden="true"' in ui.ring(5)
