"""What the demo tells people of: the same on *Min oversikt* as in reminders, and whoever is told
may open what the link shows."""

import re
from collections import defaultdict
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import resolve

from leanplan.clock import now, pinned
from leanplan.kept import texts
from measures.registries import due_sources
from measures.reminders.matters import Matters
from organisation.models import Notice, OutgoingMail, Person, Position, User
from organisation.notices.kinds import kind_of
from tests.world import TODAY

# So late that visits of the demo lie behind it that nobody has written down.
DAY = TODAY + timedelta(days=40)
# Of links to one kind of page so many of a person's are followed.
EACH = 1
# What the demo tells of; the other kinds are followed where they are made.
KINDS = {
    "boards_lift_answered", "boards_lift_made", "boards_meeting_agenda", "boards_meeting_minutes",
    "boards_meeting_proposed", "boards_suggestion_declined", "leaders_analysis_late",
    "leaders_analysis_near", "leaders_contract_agreed", "leaders_contract_draft",
    "leaders_contract_ended", "leaders_contract_extended", "leaders_handed_over", "measures_late",
    "measures_near", "measures_unassigned", "reviews_visit_announced", "reviews_visit_held",
}


def late_sources():
    """Those that tell others' late items apart in the database."""
    return [source for source in due_sources if source.with_late is not None]


@pytest.mark.parametrize("key", [source.key for source in late_sources()])
@pytest.mark.parametrize("days", [-400, -7, 0])
def test_with_late_gives_own_items_and_others_late_ones(key, days, fjellvik):
    source = due_sources.get(key)
    positions = sorted(Position.objects.values_list("pk", flat=True))
    own, others = set(positions[::2]), set(positions[1::2])
    before = DAY + timedelta(days=days)
    wanted = {
        item for item in source.items(own | others, DAY)
        if item.position_id in own or item.due < before
    }
    found = list(source.with_late(own, others, before, DAY))
    assert set(found) == wanted
    assert len(found) == len(wanted)


def test_with_late_has_something_to_compare(fjellvik):
    positions = set(Position.objects.values_list("pk", flat=True))
    for source in late_sources():
        items = list(source.items(positions, DAY))
        assert any(item.due < DAY - timedelta(days=7) for item in items), source.key


@pytest.mark.parametrize("name", ["radmann", "tol", "drel", "rlg", "sekretar", "utvikling"])
def test_first_page_of_a_leader_asks_nothing_past_the_questions(name, client, fjellvik):
    """Else nothing of it is kept, and it takes twice as long the next time."""
    client.force_login(User.objects.get(email=f"{name}@fjellvik.example"))
    first = client.get("/").content.decode()
    assert (len(texts), len(first) > 10_000) == (1, True)
    again = client.get("/").content.decode()
    main = re.compile("<main.*</main>", re.DOTALL)
    assert main.search(first)[0] == main.search(again)[0]


# Links


@pytest.fixture
def accounts(fjellvik):
    """Everybody signs in, so that every holder is told: {person: client}."""
    for person in Person.objects.filter(user=None):
        person.user = User.objects.create(email=f"person{person.pk}@fjellvik.example")
        Person.objects.filter(pk=person.pk).update(user=person.user)
    clients = {}
    for person in Person.objects.filter(user__is_active=True).select_related("user"):
        clients[person.pk] = Client()
        clients[person.pk].force_login(person.user)
    return clients


def shut(accounts, links):
    """Links that lead nowhere for the one who was told, with what told of them."""
    followed, found = defaultdict(int), []
    for person, address, what in sorted(links):
        page = (person, resolve(address.partition("?")[0]).view_name)
        if person not in accounts or followed[page] == EACH:
            continue
        followed[page] += 1
        status = accounts[person].get(address, follow=True).status_code
        if status != 200:
            found.append((what, address, status, str(Person.objects.get(pk=person))))
    return found


@pytest.mark.parametrize("days", [0, 40])
def test_reminders_lead_to_pages_that_open(days, accounts):
    with pinned(now() + timedelta(days=days)):
        day = TODAY + timedelta(days=days)
        matters = Matters(today=day).of(day, language="nb")
        links = {
            (person, matter.url, matter.candidate.item)
            for person, told in matters.items() for matter in told
        }
        assert len(links) > 100
        assert shut(accounts, links) == []


def test_notices_lead_to_pages_that_open(accounts):
    notices = Notice.objects.all()
    assert {notice.kind for notice in notices} >= KINDS
    assert all(kind_of(notice.kind) for notice in notices)
    assert shut(accounts, {(one.person_id, one.url, one.kind) for one in notices}) == []


def test_mails_lead_to_pages_that_open(accounts):
    links = {
        (mail.person_id, address, mail.key) for mail in OutgoingMail.objects.all()
        for address in re.findall(r"https?://[^/\s]+(/[^\s<>]*)", mail.text)
    }
    assert links
    assert shut(accounts, links) == []
