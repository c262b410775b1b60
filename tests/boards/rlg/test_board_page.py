import pytest
from django.urls import reverse

from boards.rlg.actions.points import point_lift
from tests.boards.rlg.meetings import ended, first_of, running, series_of
from tests.boards.rlg.statuses import judge

pytestmark = pytest.mark.django_db
BOARD = reverse("boards:rlg_board")
HTMX = {"HX-Request": "true"}


def test_board_has_purpose_rows_what_is_late_and_counts_by_area(cast, plan, sign_in):
    series = series_of(cast)
    judge(cast, plan.rows.first(), "act", "Ingen tar tak")
    point_lift(by=cast.chief, series=series, source="lift:1", title="Deling av nattevakt")
    html = sign_in(cast.member).get(BOARD).content.decode()
    for text in (
        "Gode tjenester for innbyggerne", "Ingen tar tak", "Krever tiltak", "Ikke vurdert",
        "T4", "T1", "Helse og omsorg", "Oppvekst", "November", "Desember", "Deling av nattevakt",
    ):
        assert text in html, text
    assert "Solsiden" not in html
    assert "Åsen skole" not in html


def test_board_leads_to_the_meeting_that_is_at_hand(cast, plan, sign_in):
    series = series_of(cast)
    start = reverse("boards:meeting_start", args=[first_of(series).pk])
    assert start in sign_in(cast.secretary).get(BOARD).content.decode()
    meeting = running(cast, series)
    html = sign_in(cast.secretary).get(BOARD).content.decode()
    assert reverse("boards:meeting_run", args=[meeting.pk]) in html
    assert "Møtet er i gang" in html


def test_board_is_for_those_who_are_asked(cast, plan, sign_in):
    series = series_of(cast)
    for part in ("tol", "drel", "reader"):
        page = sign_in(cast[part]).get(BOARD)
        assert "Du er ikke innkalt" in page.content.decode()
        other = reverse("boards:group_board", args=[series.pk])
        assert sign_in(cast[part]).get(other).status_code in (403, 404)


def test_board_answers_204_until_something_is_new(
    cast, plan, sign_in, django_assert_max_num_queries
):
    series_of(cast)
    client = sign_in(cast.member)
    state = client.get(BOARD).context["page"].state
    with django_assert_max_num_queries(7):  # it hangs there all day
        assert client.get(BOARD, {"etter": state}, headers=HTMX).status_code == 204
    judge(cast, plan.rows.first())
    assert client.get(BOARD, {"etter": state}, headers=HTMX).status_code == 200


def test_board_after_a_meeting_counts_from_it(cast, plan, sign_in):
    ended(cast)
    html = sign_in(cast.member).get(BOARD).content.decode()
    assert "Siden 13. november" in html
