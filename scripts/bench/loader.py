"""Gives Django the yardsticks' templates, which are read only once the models are."""

from typing import Any

from django.template.loaders import locmem


class Loader(locmem.Loader):
    """The templates of scripts/bench/yardsticks.py."""

    def __init__(self, engine: Any) -> None:
        from scripts.bench.yardsticks import PAGES

        super().__init__(engine, PAGES)
