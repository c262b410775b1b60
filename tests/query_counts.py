"""How many questions each page asks the database: the pages that are counted, and what is kept.

Counted are all pages of the access matrix that answer 200, for the chief executive and an area
manager where they see them, else for the first who does; the lists of the administration; and a
status changed in place. `tests/query_counts.json` holds the numbers; test_query_counts.py compares.
"""

import itertools
import json
import re
from pathlib import Path

from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.matrix_rows import ROLES, ROWS

FILE = Path(__file__).with_suffix(".json")
# The last line of the file, so that every line above ends alike and two people's lines merge.
END = "~"
COUNTED = re.compile(r"\s*(SELECT|WITH|EXECUTE|INSERT|UPDATE|DELETE)\b")
READERS = ("chief", "tol")


def pages():
    """{name of the page, as the matrix has it: (its row, the roles it is counted for)}."""
    found = {}
    for row in ROWS:
        seeing = [role for role in ROLES if row.expected[role] == 200]
        if row.method == "GET" and seeing and not row.public:
            readers = [role for role in READERS if role in seeing]
            found[row.name] = row, readers or seeing[:1]
    return found


def admin_lists():
    """The routes of the administration's lists."""
    return [
        f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        for model in admin.site._registry
    ]


def asked(request):
    """The questions that a request asks once what a process keeps is read. Out: answer, SQL."""
    request()
    with CaptureQueriesContext(connection) as caught:
        answer = request()
    return answer, [query["sql"] for query in caught if COUNTED.match(query["sql"])]


def change_status(client, measure):
    """A function that changes a status in place, as the menu of a row does, back and forth."""
    page = f"http://testserver{measure.plan.get_absolute_url()}"
    said = iter(("on_hold", "in_progress"))

    versions = itertools.count(measure.version)

    def change():
        return client.post(
            reverse("measures:status_change", args=[measure.pk]),
            {"status": next(said), "comment": "", "version": next(versions)},
            headers={"HX-Request": "true", "HX-Current-URL": page},
        )

    return change


def read():
    """{page, role: number} as kept."""
    kept = json.loads(FILE.read_text())
    kept.pop(END)
    return kept


def write(numbers):
    """Keep numbers, one a line in order."""
    lines = [f"  {json.dumps(name, ensure_ascii=False)}: {numbers[name]},"
             for name in sorted(numbers)]
    FILE.write_text("\n".join(["{", *lines, f'  "{END}": 0', "}", ""]))
