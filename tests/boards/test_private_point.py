"""A private point to a review (reviews/point_models.py) reaches no board and no meeting."""

from datetime import date

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from boards.meetings.actions.run import board_meeting_start
from boards.rlg.actions.meetings import Rest, agenda_send, meeting_end
from boards.rlg.actions.minutes import minutes_approve
from boards.wall.addresses import wall_address_make
from reviews.actions.points import point_answer
from reviews.actions.reviews import review_hold, review_lock
from tests.boards import boards
from tests.boards.rlg import meetings
from tests.matrix_rows import ROLES
from tests.reviews.half_years import END, ready
from tests.reviews.private_point import SECRET, raised, tables_with, text_of, text_of_letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewed(cast):
    """A point that waits, and one that was discussed at a review that is locked."""
    point = raised(cast)
    review = ready(cast)
    point_answer(by=cast.tol, point=point, version=1, state="discussed", review=review)
    review_hold(by=cast.tol, review=review, version=review.version, values=END)
    review_lock(by=cast.tol, review=review, version=review.version)
    raised(cast, by="coach")


def _said_by(urls, user=None):
    """What the pages say to somebody, and how many they could open."""
    client = Client()
    if user:
        client.force_login(user)
    answers = [client.get(url, follow=True) for url in urls]
    opened = sum(answer.status_code == 200 for answer in answers)
    return "".join(map(text_of, answers)), opened


def test_point_is_at_no_board_and_not_on_the_wall(cast, reviewed, plan):
    """The unit's board while it meets, its wall, and the wheels."""
    board, home = boards.board(cast), cast.units.home.pk
    boards.lift(cast)
    secret, _pk = wall_address_make(
        by=cast.drel, board=board, place="Vaktrommet", expires_on=date(2019, 1, 31)
    )
    meeting = board_meeting_start(by=cast.drel, board=board)
    urls = [
        *(reverse(f"boards:{name}", args=[board.pk])
          for name in ("board_detail", "board_meetings", "suggestions_export",
                       "board_meetings_export")),
        reverse("boards:board_meeting", args=[meeting.pk]),
        reverse("boards:wheel_year", args=[home, 2018]),
    ]
    for role in ROLES:
        said, opened = _said_by(urls, cast[role])
        assert SECRET not in said, role
        assert opened == len(urls) or role not in ("chief", "tol", "drel", "coach"), role
    walls = [reverse(f"boards:{name}", args=[secret]) for name in ("wall", "wall_news")]
    said, opened = _said_by(walls)
    assert (SECRET in said, opened) == (False, 2)
    assert tables_with(SECRET) == ["reviews_reviewpoint"]


def test_point_is_in_no_meeting_from_agenda_to_minutes(cast, reviewed, plan):
    """Agenda, screens, minutes, what is kept of them, and every letter."""
    boards.lift(cast, text="Løftet")
    series = meetings.series_of(cast)
    coming = meetings.first_of(series)
    agenda_send(by=cast.secretary, meeting=coming, version=coming.version)
    meeting = meetings.running(cast, series)
    meetings.decided(cast, meeting)
    urls = [
        *(reverse(f"boards:{name}", args=[meeting.pk])
          for name in ("meeting_detail", "meeting_wall", "meeting_run", "meeting_pen",
                       "meeting_minutes")),
        reverse("boards:group_board", args=[series.pk]), reverse("boards:rlg_board"),
        *(reverse("boards:meeting_shown", args=[meeting.pk, kept.pk])
          for kept in meeting.shown.all()),
    ]
    _nobody_reads_it(cast, urls)
    rest = {point.pk: Rest(Rest.NEXT) for point in meeting.points.raised()}
    meeting = meeting_end(by=cast.secretary, meeting=meeting, rest=rest)
    minutes_approve(by=cast.chief, meeting=meeting, version=meeting.version)
    _nobody_reads_it(cast, urls)
    call_command("send_mail_queue", verbosity=0)
    assert mail.outbox
    assert not any(SECRET in text_of_letter(one) for one in mail.outbox)
    assert tables_with(SECRET) == ["reviews_reviewpoint"]


def _nobody_reads_it(cast, urls):
    for role in ROLES:
        said, opened = _said_by(urls, cast[role])
        assert SECRET not in said, role
        assert opened or role not in ("chief", "secretary"), role
