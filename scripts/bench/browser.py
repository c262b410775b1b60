"""Measures in Chromium: what a first visit weighs, and when something is first to be seen."""

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

_FIRST_PAINT = """() => new Promise((seen) => {
  const look = () => {
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    if (paint) seen(paint.startTime); else setTimeout(look, 20);
  };
  look();
})"""


@dataclass
class Visit:
    """One visit with nothing kept from before: bytes on the wire by kind of file."""

    first_paint: float = 0.0
    elements: int = 0
    sizes: list[tuple[str, str, int]] = field(default_factory=list)

    def finish(self, kind: str, address: str, size: int) -> None:
        """Note a file that has come, unless it came within another one."""
        if not address.startswith("data:"):
            self.sizes.append((kind, address, size))

    @property
    def size(self) -> int:
        """Bytes on the wire, fonts included."""
        return sum(size for _kind, _name, size in self.sizes)

    @property
    def without_fonts(self) -> int:
        """Bytes on the wire of all but fonts."""
        return sum(size for kind, _name, size in self.sizes if kind != "Font")


@contextmanager
def chromium(path: str) -> Iterator[Any]:
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        try:
            yield browser
        finally:
            browser.close()


def visit(browser: Any, address: str, path: str, cookie: str) -> Visit:
    """Open a page as one who was never here, on a desktop screen."""
    context = browser.new_context(viewport={"width": 1366, "height": 900})
    name, _, value = cookie.partition("=")
    if name:
        context.add_cookies([{"name": name, "value": value, "url": address}])
    page = context.new_page()
    found, kinds = Visit(), {}
    watcher = context.new_cdp_session(page)
    watcher.send("Network.enable")
    watcher.on(
        "Network.responseReceived",
        lambda event: kinds.update({event["requestId"]: (event["type"], event["response"]["url"])}),
    )
    watcher.on(
        "Network.loadingFinished",
        lambda event: found.finish(
            *kinds.get(event["requestId"], ("", "")), int(event["encodedDataLength"])
        ),
    )
    page.goto(address + path, wait_until="networkidle")
    found.first_paint = page.evaluate(_FIRST_PAINT)
    found.elements = page.evaluate("document.querySelectorAll('*').length")
    context.close()
    return found


def first_paints(
    browser: Any, address: str, cases: dict[str, tuple[str, str]], rounds: int
) -> dict[str, float]:
    """Open each case (path, cookie) in turn, forth and back; the middle of first paints, in ms."""
    seen: dict[str, list[float]] = {name: [] for name in cases}
    for number in range(rounds + 1):
        for name in cases if number % 2 else reversed(cases):
            paint = visit(browser, address, *cases[name]).first_paint
            if number:  # the first round warms the server up
                seen[name].append(paint)
    return {name: statistics.median(paints) for name, paints in seen.items()}
