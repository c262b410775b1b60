import re
from datetime import date

import pytest
from django.urls import reverse

from boards.models import WheelEntry
from organisation.models import MeetingDay
from reviews.choices import VisitState
from reviews.models import GembaVisit
from tests.boards.rlg.meetings import first_of, series_of
from tests.boards.wheels import entry, sent

pytestmark = pytest.mark.django_db


def wheel(client, unit, year=2018):
    return client.get(reverse("boards:wheel_year", args=[unit.pk, year]))


def texts(response):
    page = response.context["page"]
    return [event.text for event in (*page.coming, *page.earlier)]


def visit(cast, unit, day, state=VisitState.PLANNED):
    return GembaVisit.objects.create(
        unit=getattr(cast.units, unit), visitor=cast.positions.tol, day=day, state=state,
        cancel_reason="Sykdom" if state == VisitState.CANCELLED else "",
    )


def test_wheel_current_is_the_units_for_a_drel_and_the_groups_for_others(cast, sign_in):
    for part, owner in (("drel", cast.units.home), ("employee", cast.units.home),
                        ("tol", cast.units.group), ("chief", cast.units.group),
                        ("reader", cast.units.group)):
        page = sign_in(cast[part]).get(reverse("boards:wheel_current")).context["page"]
        assert page.owner == owner, part


def test_wheel_of_the_group_has_the_readers_own_units(cast, sign_in, plan):
    visit(cast, "home", date(2018, 4, 3)), visit(cast, "school", date(2018, 4, 4))
    said = {part: texts(wheel(sign_in(cast[part]), cast.units.group))
            for part in ("tol", "reader", "chief")}
    assert "Gemba, Solsiden" in said["tol"]
    assert "Gemba, Åsen skole" not in said["tol"]
    assert not any("Gemba" in text for text in said["reader"])
    assert "2 Gemba-besøk" in said["chief"]


def test_wheel_shows_no_cancelled_visit_and_marks_one_that_was_held(cast, sign_in):
    visit(cast, "home", date(2018, 4, 3), VisitState.HELD)
    visit(cast, "home", date(2018, 9, 3), VisitState.CANCELLED)
    response = wheel(sign_in(cast.drel), cast.units.home)
    events = [event for event in response.context["page"].earlier if event.ring == "review"]
    assert [(event.text, event.is_done) for event in events] == [("Gemba, Solsiden", True)]


def test_wheel_list_says_all_that_the_wheel_draws(cast, sign_in, plan):
    entry(cast, title="Fagdag", starts_on=date(2018, 12, 3), responsible=cast.positions.chief)
    entry(cast, title="Budsjettarbeid", starts_on=date(2018, 8, 20), ends_on=date(2018, 11, 1))
    entry(cast, title="RLG ved tavla", kind="meeting", recurrence="fortnight",
          starts_on=date(2018, 1, 2))
    MeetingDay.objects.create(unit=cast.units.group, day=date(2018, 11, 27))
    response = wheel(sign_in(cast.chief), cast.units.group)
    html = response.content.decode()
    numbers = {int(number) for number in re.findall(r'class="wh-pt-t[^>]*>(\d+)<', html)}
    listed = {int(number) for number in re.findall(r'class="evn[^>]*><span>(\d+)<', html)}
    assert numbers == listed
    assert len(numbers) > 3
    assert html.count('class="wh-dot') == 26 + 1
    for text in ("Fagdag", "Budsjettarbeid", "RLG ved tavla", "Møte i RLG", "Rapport, 3. kvartal",
                 "Gemba og revisjon, 2. halvår", "Rådmann"):
        assert text in html
    assert html.count("<h1") == 1


def test_wheel_of_another_year_has_no_today(cast, sign_in):
    html = wheel(sign_in(cast.chief), cast.units.group, 2020).content.decode()
    assert "wh-today" not in html
    assert "Årshjul 2020" in html
    assert sign_in(cast.chief).get(f"/arshjul/{cast.units.group.pk}/1999/").status_code == 404


def test_wheel_changed_shows_at_once(cast, sign_in):
    client = sign_in(cast.chief)
    assert "Fagdag" not in texts(wheel(client, cast.units.group))
    made = entry(cast, title="Fagdag")
    assert "Fagdag" in texts(wheel(client, cast.units.group))
    tick = reverse("boards:wheel_entry_tick", args=[made.pk])
    client.post(tick, {"on": "2018-03-20", "done": "1"})
    events = wheel(client, cast.units.group).context["page"].earlier
    assert [event.is_done for event in events if event.text == "Fagdag"] == [True]


@pytest.mark.parametrize("on", ["", "i går", "2018-03-21"])
def test_wheel_entry_tick_of_no_such_day_says_so(cast, sign_in, on):
    made = entry(cast)
    tick = reverse("boards:wheel_entry_tick", args=[made.pk])
    response = sign_in(cast.chief).post(tick, {"on": on, "done": "1"}, follow=True)
    assert "Last siden på nytt" in response.content.decode()
    assert not made.ticks.exists()


def test_wheel_entry_create_keeps_what_was_typed_when_refused(cast, sign_in):
    url = reverse("boards:wheel_entry_create", args=[cast.units.group.pk])
    client = sign_in(cast.secretary)
    refused = client.post(url, sent(ends_on="2018-05-01", until="2019-01-01", responsible="Ingen"))
    html = refused.content.decode()
    assert refused.status_code == 422
    for text in ("Fagdag", "Siste dag kan ikke være før", "Velg hvor ofte", "«Ingen» er ingen"):
        assert text in html
    made = client.post(url, sent(responsible="Rådmann"))
    assert made.status_code == 302
    assert WheelEntry.objects.get().responsible == cast.positions.chief


def test_wheel_entry_edit_of_two_shows_both_sides(cast, sign_in):
    made = entry(cast)
    url = reverse("boards:wheel_entry_edit", args=[made.pk])
    assert sign_in(cast.chief).post(url, sent(note="I salen")).status_code == 302
    conflict = sign_in(cast.secretary).post(url, sent(note="På kontoret"))
    assert conflict.status_code == 409
    assert "På kontoret" in conflict.content.decode()
    assert "I salen" in conflict.content.decode()


def test_wheel_copy_offers_what_comes_once(cast, sign_in):
    entry(cast, title="Fagdag"), entry(cast, title="Lederforum", recurrence="year")
    client = sign_in(cast.secretary)
    url = reverse("boards:wheel_copy", args=[cast.units.group.pk, 2018])
    html = client.get(url).content.decode()
    assert "Fagdag" in html
    assert "Lederforum" not in html
    client.post(url, {"entry": [WheelEntry.objects.get(title="Fagdag").pk, "x", "99999"]})
    assert "Fagdag" in texts(wheel(client, cast.units.group, 2019))


def test_wheel_asks_the_same_for_many(cast, sign_in, django_assert_max_num_queries):
    for number in range(120):
        entry(cast, title=f"Sak {number}", kind=("meeting", "report", "other")[number % 3],
              starts_on=date(2018, 1 + number % 12, 1 + number % 28))
    client = sign_in(cast.chief)
    wheel(client, cast.units.group)
    with django_assert_max_num_queries(15):
        response = wheel(client, cast.units.group)
    assert len(response.content) < 300_000


def links(response):
    """{address: text} of the list beside the wheel."""
    html = response.content.decode().partition('class="wheel-list"')[2].partition("</section>")[0]
    link = r'<a class="ds-link[^>]*href="([^"]+)"[^>]*>(?:<time[^>]*>)?([^<]+)'
    return dict(re.findall(link, html))


def test_wheel_meetings_lead_to_their_meeting_for_who_gets_there(cast, sign_in, plan):
    series = series_of(cast)
    address = first_of(series).get_absolute_url()
    said = {part: links(wheel(sign_in(cast[part]), cast.units.group))
            for part in ("chief", "secretary", "member", "tol", "employee", "reader")}
    assert said["secretary"][address] == "13. november"
    assert [part for part in said if address in said[part]] == ["chief", "secretary", "member"]
    for part in said:
        for url in said[part]:
            assert sign_in(cast[part]).get(url, follow=True).status_code == 200, (part, url)


def test_wheel_has_the_meetings_of_the_areas_own_leaders(cast, sign_in, plan):
    series = series_of(cast, by="tol", owner="health", name="Ledermøte",
                       leader=cast.positions.tol, secretary=None)
    address = first_of(series).get_absolute_url()
    assert address in links(wheel(sign_in(cast.tol), cast.units.health))
    assert address not in links(wheel(sign_in(cast.chief), cast.units.group))


def test_wheel_leads_to_visits_only_those_who_read_them(cast, sign_in):
    visit(cast, "home", date(2018, 4, 3))
    said = {part: links(wheel(sign_in(cast[part]), cast.units.home)).values()
            for part in ("drel", "employee")}
    assert "Gemba, Solsiden" in said["drel"]
    assert "Gemba, Solsiden" not in said["employee"]
    assert "Gemba, Solsiden" in texts(wheel(sign_in(cast.employee), cast.units.home))


def test_wheel_sums_are_of_a_month_and_lead_to_their_list(cast, sign_in):
    visit(cast, "home", date(2018, 11, 3)), visit(cast, "school", date(2018, 11, 4))
    response = wheel(sign_in(cast.chief), cast.units.group)
    assert links(response)["/gemba/2018/"] == "2 Gemba-besøk"
    assert "2 Gemba-besøk" in [event.text for event in response.context["page"].coming]
    assert '<time datetime="2018-11">november</time>' in response.content.decode()


def test_wheel_periods_lead_the_administrator_to_the_settings(cast, sign_in):
    for part, found in (("administrator", True), ("chief", False)):
        spans = wheel(sign_in(cast[part]), cast.units.group).context["page"].spans
        assert all(bool(event.url) is found for event in spans), part
        assert spans


def test_wheel_of_many_has_room_of_its_own(cast, sign_in):
    for number in range(120):
        entry(cast, title=f"Sak {number}", kind=("meeting", "report", "other", "review",
              "analysis")[number % 5], starts_on=date(2018, 1 + number % 12, 1 + number % 28))
    html = wheel(sign_in(cast.chief), cast.units.group).content.decode()
    assert 'class="wheel-room" role="region" tabindex="0"' in html
    markers = re.findall(r'class="wh-pt-t is-\w+( is-long)?"[^>]*>(\d+)<', html)
    assert {bool(long) for long, number in markers if int(number) > 99} <= {True}
    assert not any(long for long, number in markers if int(number) < 100)
    assert "wheel-room" not in wheel(sign_in(cast.chief), cast.units.group, 2020).content.decode()
