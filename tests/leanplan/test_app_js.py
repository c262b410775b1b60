"""The behaviour that all pages share, in the browser, on parts that stand in for real ones."""

import pytest

MENU = """
<table><tbody><tr id="T1"><td>
  <a id="open" href="/svar/meny" hx-get="/svar/meny" hx-target="#menu" data-opens>Status</a>
</td></tr></tbody></table>
<div class="ds-dropdown" popover id="menu" data-placement="bottom-end"></div>
"""
FORM = """
<form hx-post="/svar/lagre" hx-target="#T1" hx-swap="outerHTML" method="post" action="/svar/lagre">
  <label><input type="radio" name="s" value="a"> A</label>
  <label><input type="radio" name="s" value="b" checked> B</label>
  <button>Lagre</button> <button type="button" data-closes>Avbryt</button>
</form>
"""
ERRORS = '<ds-error-summary class="ds-error-summary" tabindex="-1"><h2>Feil</h2></ds-error-summary>'
ROW = """
<tr id="T1"><td><a id="open" href="/svar/meny">Ferdig</a>
<span data-announce hidden>Status endret.</span></td></tr>
"""


@pytest.fixture
def stage(page, live_server, db):
    """Put parts of a page on a real one; answers: {path: [(status, body), …]}, last one stays."""
    sent = []

    def put(html, answers=None, headers=None):
        queue = {path: list(given) for path, given in (answers or {}).items()}

        def answer(route):
            path = route.request.url.split("/svar/")[1]
            sent.append(path)
            given = queue[path]
            status, body = given.pop(0) if len(given) > 1 else given[0]
            if status:
                told = {"Content-Type": "text/html; charset=utf-8", **(headers or {})}
                route.fulfill(status=status, body=body, headers=told)
            else:
                route.abort()

        page.goto(live_server.url + "/konto/login/")
        page.route("**/svar/**", answer)
        page.evaluate(
            "html => { const main = document.querySelector('main'); main.innerHTML = html;"
            " htmx.process(main); }",
            html,
        )
        return page

    put.sent = sent
    return put


def until(page, truth):
    """Wait for a condition; Playwright's own waiting would evaluate a string, which CSP refuses."""
    for _ in range(100):
        if page.evaluate(truth):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never came true: {truth}")


def focused(page):
    return page.evaluate("document.activeElement.id || document.activeElement.localName")


def test_link_fills_a_menu_and_focus_goes_in_and_back(stage):
    page = stage(MENU, {"meny": [(200, FORM)]})
    page.click("#open")
    page.wait_for_selector("#menu:popover-open")
    until(page, "document.activeElement.value === 'b'")
    page.click("[data-closes]")
    page.wait_for_selector("#menu", state="hidden")
    assert focused(page) == "open"


def test_invalid_form_stays_in_its_menu_and_the_row_is_left_alone(stage):
    page = stage(MENU, {"meny": [(200, FORM)], "lagre": [(422, ERRORS + FORM), (200, ROW)]})
    page.click("#open")
    page.click("#menu button:text('Lagre')")
    page.wait_for_selector("#menu ds-error-summary")
    until(page, "document.activeElement.localName === 'ds-error-summary'")
    assert page.inner_text("#T1").strip() == "Status"
    page.click("#menu button:text('Lagre')")
    page.wait_for_selector("#T1 >> text=Ferdig")
    page.wait_for_selector("#menu", state="hidden")
    until(page, "document.querySelector('#melding').textContent === 'Status endret.'")
    assert focused(page) == "open"


def test_whole_page_as_an_answer_takes_the_place_of_the_page(stage):
    whole = "<!doctype html><title>To</title><body><main tabindex=-1><h1>Begge</h1></main></body>"
    page = stage(MENU + '<button hx-post="/svar/x" hx-target="#T1">x</button>', {
        "x": [(409, whole)]
    })
    page.click("button:text('x')")
    page.wait_for_selector("h1:text('Begge')")
    assert page.title() == "To"
    until(page, "document.activeElement.localName === 'main'")
    assert page.locator("#T1").count() == 0


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (500, "", "Noe gikk galt"),
        (404, "", "finnes ikke lenger"),
        (403, "", "ikke lov"),
        (403, '<p data-failure="expired">', "åpen for lenge"),
        (429, "", "for mange forsøk"),
        (None, "", "Ingen kontakt"),
    ],
)
def test_failure_is_said_and_what_is_typed_stays(stage, status, body, words):
    form = '<form hx-post="/svar/x" method="post"><input name="a" id="a"><button>x</button></form>'
    page = stage(form, {"x": [(status, body), (200, "<p id='ok'>Lagret</p>")]})
    page.fill("#a", "skrevet")
    page.press("#a", "Enter")
    page.wait_for_selector("#feil.is-shown")
    assert words in page.inner_text("#feil p")
    assert page.input_value("#a") == "skrevet"
    page.click("#feil button")
    assert not page.is_visible("#feil")
    assert focused(page) == "a"
    page.press("#a", "Enter")
    page.wait_for_selector("#ok")


def test_signed_out_meanwhile_keeps_what_is_typed(stage):
    form = '<form hx-post="/svar/x" method="post"><input name="a" id="a"><button>x</button></form>'
    page = stage(form, {"x": [(200, "")]}, {"HX-Redirect": "/konto/login/?next=/"})
    page.fill("#a", "skrevet")
    page.press("#a", "Enter")
    page.wait_for_selector("#feil.is-shown >> text=Du er logget ut")
    assert page.is_visible("#feil a")
    assert page.input_value("#a") == "skrevet"


def test_newest_token_is_sent(stage, context, live_server):
    form = '<form hx-post="/svar/x" method="post"><input name="csrfmiddlewaretoken" value="old">'
    page = stage(form + "<button>x</button></form>", {"x": [(200, "ok")]})
    context.add_cookies([{"name": "csrftoken", "value": "new", "url": live_server.url}])
    with page.expect_request("**/svar/x") as sent:
        page.click("button:text('x')")
    assert sent.value.headers["x-csrftoken"] == "new"
    assert sent.value.post_data == "csrfmiddlewaretoken=new"


def test_form_pressed_twice_is_sent_once(stage):
    form = '<form hx-post="/svar/x" hx-target="#out" method="post"><button>x</button></form>'
    page = stage(form + "<p id=out></p>", {"x": [(200, "ok")]})
    page.evaluate("const b = document.querySelector('form button'); b.click(); b.click();")
    page.wait_for_selector("#out:text('ok')")
    page.click("form button")
    page.wait_for_timeout(200)
    assert stage.sent == ["x", "x"]


def test_plain_form_pressed_twice_is_sent_once(stage):
    page = stage('<form method="post" action="/svar/x"><button>x</button></form>', {
        "x": [(200, "<p id=ok>ok</p>")]
    })
    page.evaluate("const f = document.querySelector('form'); f.requestSubmit(); f.requestSubmit();")
    page.wait_for_selector("#ok")
    assert stage.sent == ["x"]


def row(n):
    return (
        f'<form id="f{n}" hx-post="/svar/f{n}" hx-target="this" hx-swap="outerHTML" method="post"'
        f' data-advance data-keys data-undo><input id="a{n}" name="a" value="før">'
        f'<button>Lagre</button><button id="b{n}" type="button" data-key="alt+b">Bruk</button>'
        "</form>"
    )


def test_saved_with_enter_the_next_row_takes_the_focus(stage):
    page = stage(row(1) + row(2), {"f1": [(200, row(1))]})
    page.press("#a1", "Enter")
    until(page, "document.activeElement.id === 'a2'")


def test_key_presses_the_button_of_the_part_in_focus_only(stage):
    page = stage(row(1) + row(2))
    page.evaluate(
        "window.pressed = []; for (const b of document.querySelectorAll('[data-key]'))"
        " b.addEventListener('click', () => pressed.push(b.id));"
    )
    page.press("#a2", "Alt+b")
    assert page.evaluate("pressed") == ["b2"]


def test_escape_puts_a_field_back(stage):
    page = stage(row(1))
    page.fill("#a1", "etter")
    page.press("#a1", "Escape")
    assert page.input_value("#a1") == "før"


def test_paper_is_light(stage):
    page = stage("")
    page.evaluate("document.documentElement.dataset.colorScheme = 'dark'")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.get_attribute("html", "data-color-scheme") == "light"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.get_attribute("html", "data-color-scheme") == "dark"


def test_help_and_errors_are_referred_to_once(page, live_server, db):
    page.goto(live_server.url + "/konto/login/")
    page.click("form button")
    page.wait_for_selector("ds-error-summary")
    until(
        page,
        "document.querySelector('#id_password').getAttribute('aria-describedby')"
        ".split(' ').length === 2"
    )
    assert focused(page) == "ds-error-summary"
