"""What is typed survives the end of a session: forms of whole pages, and those of HTMX."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from measures.models import Measure
from tests.organisation.sign_in.codes import PASSWORD, by_password

TEXT = "Tavlemøte hver morgen, også i helgene"
RESUME = reverse("organisation:form_resume")


def end_sessions():
    """Let time pass until every session has ended."""
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))


@pytest.fixture
def written(client, cast, plan):
    """A leader's form for a measure of her unit, filled in, and its address."""
    measure = Measure.objects.get(code="T5")
    address = reverse("measures:measure_edit", args=[measure.pk])
    by_password(client, cast.drel)
    form = client.get(address).context["form"]
    data = {bound.html_name: bound.value() for bound in form if bound.value()} | {"text": TEXT}
    return address, data, measure


def test_form_is_kept_and_saved_after_signing_in_again(client, cast, written):
    address, data, measure = written
    end_sessions()
    answer = client.post(address, data)
    assert answer.url == f"/konto/login/?{urlencode({'next': RESUME}, safe='/')}"
    answer = client.post(answer.url, {"login": cast.drel.email, "password": PASSWORD})
    assert answer.url == RESUME
    page = client.get(RESUME)
    assert TEXT in page.content.decode()
    kept = page.context["kept"]
    answer = client.post(kept.path, dict(kept.fields))
    assert answer.status_code == 302, answer.context["form"].errors
    measure.refresh_from_db()
    assert measure.text == TEXT
    assert client.get(RESUME).status_code == 302


def test_form_is_kept_for_its_writer_only(client, cast, written):
    address, data, _measure = written
    end_sessions()
    client.post(address, data)
    client.post("/konto/login/", {"login": cast.chief.email, "password": PASSWORD})
    answer = client.get(RESUME)
    assert answer.status_code == 302
    assert "kept_form" not in client.session


@pytest.mark.parametrize("why", ["others ended", "new password", "closed"])
def test_form_is_kept_however_the_session_ended(client, cast, written, why):
    address, data, _measure = written
    if why == "others ended":
        other = Client()
        by_password(other, cast.drel)
        other.post(reverse("organisation:sessions_end"))
    elif why == "new password":
        cast.drel.set_password("noe helt nytt og langt")
        cast.drel.save()
    else:
        cast.drel.is_active = False
        cast.drel.save()
    client.post(address, data)
    assert client.session["kept_form"]["user"] == str(cast.drel.pk)


def test_form_of_a_stranger_is_not_kept(client, written):
    address, data, _measure = written
    stranger = Client()
    assert stranger.post(address, data).url.startswith("/konto/login/")
    assert "kept_form" not in stranger.session


def test_form_that_is_too_large_or_has_a_password_is_not_kept(client, written):
    address, data, _measure = written
    end_sessions()
    client.post(address, data | {"text": "x" * 200_001})
    assert "kept_form" not in client.session
    client.post(address, data | {"new_password1": "hemmelig"})
    assert "kept_form" not in client.session


def test_sign_in_after_a_part_leads_back_to_the_page(client, cast, plan):
    answer = client.get(
        reverse("measures:plan_detail", args=[plan.pk]) + "?q=x",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/mine-tiltak/?a=1"},
    )
    assert answer["HX-Redirect"] == f"/konto/login/?{urlencode({'next': '/mine-tiltak/?a=1'})}"


@pytest.mark.parametrize("page", ["https://evil.example/", ""])
def test_sign_in_after_a_part_never_leads_to_another_site(client, cast, plan, page):
    answer = client.get(
        reverse("measures:plan_detail", args=[plan.pk]),
        headers={"HX-Request": "true", "HX-Current-URL": page},
    )
    assert "evil" not in answer["HX-Redirect"]
    assert answer["HX-Redirect"].startswith("/konto/login/?next=/handlingsplan/")


def sign_in(page, live_server, user):
    page.goto(live_server.url + "/konto/login/")
    fill(page, user)


def fill(page, user):
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_load_state("load")


def test_whole_page_in_the_browser(page, live_server, cast, plan):
    measure = Measure.objects.get(code="T5")
    sign_in(page, live_server, cast.drel)
    page.goto(live_server.url + reverse("measures:measure_edit", args=[measure.pk]))
    page.fill("main [name=text]", TEXT)
    end_sessions()
    page.click("main form button[type=submit]")
    page.wait_for_url("**/konto/login/**")
    fill(page, cast.drel)
    page.wait_for_url("**" + RESUME)
    assert TEXT in page.inner_text("main")
    page.click("main button[type=submit]")
    page.wait_for_url("**" + reverse("measures:measure_detail", args=[measure.pk]))
    measure.refresh_from_db()
    assert measure.text == TEXT


def test_part_of_a_page_in_the_browser(page, context, live_server, cast, plan):
    """The menu of a status stays with what is written in it, and saves after the new sign-in."""
    measure = Measure.objects.get(code="T5")
    sign_in(page, live_server, cast.drel)
    page.goto(live_server.url + "/mine-tiltak/")
    page.click("a[data-opens]")
    page.wait_for_selector("[popover]:popover-open form")
    page.check(":popover-open [value=on_hold]")
    page.fill(":popover-open textarea", "Venter på svar fra TOL")
    end_sessions()
    page.click(":popover-open button[type=submit]")
    page.wait_for_selector("#feil.is-shown")
    assert page.input_value(":popover-open textarea") == "Venter på svar fra TOL"
    with context.expect_page() as opened:
        page.click("#feil a")
    fill(opened.value, cast.drel)
    page.bring_to_front()
    page.click(":popover-open button[type=submit]")
    page.wait_for_selector(":popover-open", state="hidden")
    measure.refresh_from_db()
    assert measure.status == "on_hold"
