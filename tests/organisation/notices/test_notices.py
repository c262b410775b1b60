import re
from datetime import date
from io import BytesIO

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from openpyxl import load_workbook

from leanplan.mail import Letter, Line, Link, Section
from organisation.models import MailChoice, Notice, User
from organisation.notices import coming, kinds
from organisation.notices.actions import mail_choose, notice_add, notice_read, notices_read
from organisation.notices.coming import Coming
from organisation.presenters.notices import frequency_of

URL = "/varsler/"


def tell(user, key="a", kind="near", url="/mine-tiltak/", text="T2 Møte"):
    return notice_add(
        person=user.person, key=key, kind=kind, url=url,
        parameters={"text": text, "due_on": "2018-11-20"},
    )


def text_of(response):
    html = response.content.decode()
    main = html[html.index("<main"):html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def badge_of(response):
    found = re.search(r'data-count="([^"]+)" role="img" aria-label="([^"]+)"',
                      response.content.decode())
    return found.groups() if found else None


def test_notice_add_tells_once_each_person(cast):
    assert tell(cast.tol)
    assert not tell(cast.tol, text="noe annet")
    assert tell(cast.drel)
    assert Notice.objects.get(person=cast.tol.person).parameters["text"] == "T2 Møte"


def test_notice_goes_nowhere_else(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        tell(cast.tol, url="https://elsewhere.example/")


def test_worded_says_it_in_the_readers_language():
    values = {"text": "T2", "due_on": "2018-11-20"}
    for language, expected in (("nb", "Frist 20. november"), ("en", "Frist 20 November")):
        with override(language):
            assert kinds.worded("Frist %(due_on)s", values) == expected


def test_notices_read_is_ones_own(cast):
    tell(cast.tol), tell(cast.tol, "b"), tell(cast.drel)
    notice_read(by=cast.drel, notice=Notice.objects.get(person=cast.tol.person, key="a"))
    assert Notice.objects.unread().count() == 3
    assert notices_read(by=cast.tol) == 2
    assert list(Notice.objects.unread()) == [Notice.objects.get(person=cast.drel.person)]


def test_notice_read_keeps_the_first_time(cast):
    tell(cast.tol)
    notice = Notice.objects.get()
    notice_read(by=cast.tol, notice=notice)
    first = Notice.objects.get().read_at
    notice_read(by=cast.tol, notice=notice)
    assert Notice.objects.get().read_at == first is not None


def test_mail_choose_is_kept(cast):
    assert frequency_of(cast.tol.person) == "weekly"
    mail_choose(by=cast.tol, frequency="daily")
    mail_choose(by=cast.tol, frequency="least")
    assert frequency_of(cast.tol.person) == "least"
    assert MailChoice.objects.count() == 1


def test_page_shows_new_ones_first_and_counts_them_in_the_menu(cast, sign_in):
    tell(cast.tol), tell(cast.tol, "b", "late", text="T5"), tell(cast.drel, "c", text="T9")
    notice_read(by=cast.tol, notice=Notice.objects.get(key="a"))
    response = sign_in(cast.tol).get(URL)
    text = text_of(response)
    assert badge_of(response) == ("1", "1 nytt")
    order = [text.index(part) for part in (
        "Nye 1", "T5 er sen", "Tidligere", "«T2 Møte» nærmer seg", "Frist 20. november"
    )]
    assert order == sorted(order)
    assert "T9" not in text


def test_page_by_what_it_is_about(cast, sign_in):
    tell(cast.tol), tell(cast.tol, "b", "late", text="T5")
    text = text_of(sign_in(cast.tol).get(URL, {"gjelder": "leaders"}))
    assert "T5 er sen" in text
    assert "T2 Møte" not in text
    assert "T2 Møte" in text_of(sign_in(cast.tol).get(URL, {"gjelder": "tull"}))


def test_page_leaves_out_what_no_app_knows_any_more(cast, sign_in):
    tell(cast.tol, kind="gone")
    assert "T2" not in text_of(sign_in(cast.tol).get(URL))


def test_page_goes_on_to_older_ones(cast, sign_in):
    for number in range(60):
        tell(cast.tol, f"n{number}")
    notices_read(by=cast.tol)
    client = sign_in(cast.tol)
    response = client.get(URL)
    assert text_of(response).count("nærmer seg") == 50
    assert 'href="?antall=100"' in response.content.decode()
    response = client.get(URL, {"antall": "100"})
    assert text_of(response).count("nærmer seg") == 60
    assert "antall=" not in response.content.decode()
    assert client.get(URL, {"antall": "²"}).status_code == 200


def test_page_is_empty_in_plain_words(cast, sign_in):
    text = text_of(sign_in(cast.tol).get(URL))
    assert "Ingen varsler" in text
    assert badge_of(sign_in(cast.tol).get(URL)) is None


def test_page_of_an_account_without_person(cast, sign_in):
    user = User.objects.create_user("uten@vikdal.example", "hest foran vogna")
    client = sign_in(user)
    assert "ikke knyttet til" in text_of(client.get(URL))
    assert client.post("/varsler/e-post/", {"frequency": "daily"}).status_code == 403
    assert client.get("/varsler/1/").status_code == 404


def test_open_marks_it_read_and_goes_there(cast, sign_in):
    tell(cast.tol)
    notice = Notice.objects.get()
    assert sign_in(cast.drel).get(f"/varsler/{notice.pk}/").status_code == 404
    response = sign_in(cast.tol).get(f"/varsler/{notice.pk}/")
    assert (response.status_code, response.url) == (302, "/mine-tiltak/")
    assert badge_of(sign_in(cast.tol).get(URL)) is None


def test_read_all(cast, sign_in):
    tell(cast.tol), tell(cast.tol, "b")
    text = text_of(sign_in(cast.tol).post("/varsler/lest/", follow=True))
    assert "2 varsler er merket som lest." in text
    assert "Merk alle som lest" not in text


def test_mail_choose_page(cast, sign_in):
    client = sign_in(cast.tol)
    response = client.post("/varsler/e-post/", {"frequency": "often"})
    assert response.status_code == 422
    response = client.post("/varsler/e-post/", {"frequency": "daily"}, follow=True)
    assert "Valget ditt er lagret." in text_of(response)
    assert re.search(r'value="daily"[^>]*checked', response.content.decode())


def test_next_mail_is_told_and_shown(cast, sign_in):
    letter = Letter(
        "2 saker, første frist 20. november", "Du har 2 saker", ("Hei, Kari.",),
        (Section("Over fristen", (Line("T2 Møte", "/x/", "1. oktober", "43 dager over"),), True),),
        Link("Åpne", "/"), ("Du får den mandager.",), Link("Endre", URL), "Leanplan",
    )
    coming.provide(lambda user, today: Coming(date(2018, 11, 19), letter))
    client = sign_in(cast.tol)
    assert "/varsler/neste-e-post/" in client.get(URL).content.decode()
    text = text_of(client.get("/varsler/neste-e-post/"))
    for part in ("Mandag 19. november", "Emne 2 saker", "Du har 2 saker", "1. oktober",
                 "43 dager over", "T2 Møte"):
        assert part in text


def test_page_asks_the_same_for_any_number(cast, sign_in):
    client = sign_in(cast.tol)
    counts = []
    for many in (range(2), range(2, 45)):
        for number in many:
            tell(cast.tol, f"n{number}")
        with CaptureQueriesContext(connection, ) as queries:
            client.get(URL)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_count_in_the_menu_is_one_query_over_the_unread(cast, sign_in, plain_sql):
    tell(cast.tol)
    with CaptureQueriesContext(connection) as queries:
        sign_in(cast.tol).get("/min-profil/")
    asked = [query["sql"] for query in queries if "organisation_notice" in query["sql"]]
    assert len(asked) == 1
    assert "COUNT" in asked[0]


def listed(client, **asked):
    book = load_workbook(BytesIO(client.get(f"{URL}excel/", asked).content))
    rows = book.worksheets[0].iter_rows(min_row=2, values_only=True)
    return [(row[1], row[3]) for row in rows]


def test_notices_export_is_ones_own_with_the_filter_of_the_page(cast, sign_in):
    tell(cast.tol), tell(cast.tol, "b", kind="late", text="=1+1"), tell(cast.drel, text="T9")
    notice_read(by=cast.tol, notice=Notice.objects.get(person=cast.tol.person, key="a"))
    client = sign_in(cast.tol)
    assert listed(client) == [("=1+1 er sen", "Nei"), ("«T2 Møte» nærmer seg", "Ja")]
    assert listed(client, gjelder="leaders") == [("=1+1 er sen", "Nei")]
    assert listed(sign_in(cast.reader)) == []
