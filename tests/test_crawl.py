"""Each role signs in and follows every link there is: no dead end, no link to what is refused."""

import re
from collections import Counter
from html import unescape
from urllib.parse import urldefrag, urlsplit

import pytest
from django.urls import Resolver404, resolve, reverse

from tests.matrix_rows import ROLES
from tests.style_sheets import linked

PER_ROUTE = 3
LINK = re.compile(r"<a\b[^>]*?\shref=\"([^\"]+)\"|\shx-get=\"([^\"]+)\"")
FETCHED = re.compile(r"\shx-get=\"([^\"]+)\"")
SKIP = ("admin:",)


def links_in(page):
    for match in LINK.finditer(page):
        address = unescape(match.group(1) or match.group(2))
        parts = urlsplit(urldefrag(address).url)
        if not parts.netloc and parts.scheme == "" and parts.path.startswith("/"):
            yield urldefrag(address).url


def route_of(address):
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return None


def crawl(client, start):
    """Follow links from an address; give each page, and what was wrong with it."""
    queue, seen, per_route, problems = [(start, "start")], set(), Counter(), []
    sheets, fetched = {}, set()
    while queue:
        address, source = queue.pop(0)
        route = route_of(address)
        if address in seen or (route or "").startswith(SKIP) or address.startswith("/static/"):
            continue
        seen.add(address)
        per_route[route] += 1
        if per_route[route] > PER_ROUTE:
            continue
        response = client.get(address, follow=True)
        if response.status_code != 200:
            problems.append(f"{source} -> {address}: {response.status_code}")
            continue
        if "html" not in response.get("Content-Type", ""):
            continue
        page = response.content.decode()
        if "<!doctype" in page.lower() and page.count("<h1") != 1:
            problems.append(f"{address}: {page.count('<h1')} h1")
        queue += [(link, address) for link in links_in(page)]
        sheets[address] = linked(page)
        fetched |= {(address, urldefrag(unescape(link)).url) for link in FETCHED.findall(page)}
    problems += [
        f"{address} fetches from {part} and lacks its style sheets {sheets[part] - sheets[address]}"
        for address, part in sorted(fetched) if not sheets.get(part, set()) <= sheets[address]
    ]
    return per_route, problems


@pytest.mark.parametrize("role", ROLES)
def test_each_role_can_follow_every_link(role, cast, plan, sign_in):
    client = sign_in(cast[role])
    visited, problems = crawl(client, "/")
    assert problems == []
    assert visited["measures:plan_detail"] or visited["measures:plan_current"]
    assert visited["measures:measure_detail"] >= 3


@pytest.mark.parametrize("role", ROLES)
def test_each_role_in_an_empty_municipality(role, cast, sign_in):
    visited, problems = crawl(sign_in(cast[role]), "/")
    assert problems == []
    assert visited


@pytest.mark.parametrize("role", ["drel", "coach", "employee", "secretary", "reader"])
def test_nothing_of_another_unit_is_found_anywhere(role, cast, plan, sign_in):
    """T6 is a measure of Åsen skole; its text stands on no page these roles can reach."""
    client = sign_in(cast[role])
    hidden = plan.measures.get(code="T6")
    queue, seen = ["/"], set()
    while queue:
        address = queue.pop(0)
        if address in seen or (route_of(address) or "").startswith(SKIP):
            continue
        seen.add(address)
        response = client.get(address, follow=True)
        page = response.content.decode(errors="ignore")
        assert hidden.text not in page, address
        assert f"/tiltak/{hidden.pk}/" not in page, address
        if len(seen) < 80:
            queue += list(links_in(page))
    assert len(seen) > 5
    search = client.get(reverse("measures:plan_detail", args=[plan.pk]), {"q": "Hemmelig"})
    assert hidden.text not in search.content.decode()
