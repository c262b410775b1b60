"""Proof that a page with kept drawings (leanplan/drawn.py) is never out of date.

Warm is the page as the second reader gets it, cold the page as a new process draws it. Whatever
changes in the database, the two must be the same text.
"""

import re
from datetime import date, timedelta
from decimal import Decimal

from django.db import IntegrityError, models, transaction

from leanplan.drawn import drawings
from organisation import own_facts

# What differs from answer to answer, and never stands in a kept fragment.
_OWN = re.compile(
    r'nonce="[^"]*"|"X-CSRFToken": "[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"'
)


def page_of(client, url):
    """The text of a page, without what is of one answer only."""
    own_facts.forget()
    response = client.get(url)
    assert response.status_code == 200, url
    return _OWN.sub("", response.content.decode())


def cold_page_of(client, url):
    """The same, drawn by a process that has kept nothing."""
    drawings.forget()
    return page_of(client, url)


def assert_follows(client, url, change, *, what, seen=True):
    """The kept page is the page drawn anew, before a change and after it.

    what: named where it fails. seen: the change is one that this reader must see.
    """
    before = cold_page_of(client, url)
    assert page_of(client, url) == before, f"{what}: the page differs without a change"
    change()
    after = page_of(client, url)
    assert after == cold_page_of(client, url), f"{what}: the kept page is out of date"
    if seen:
        assert after != before, f"{what}: the change is not on the page"


def fields_of(model):
    """The fields of a table that hold something people could see."""
    return [
        field for field in model._meta.concrete_fields
        if not (field.primary_key or field.is_relation or isinstance(field, models.JSONField))
    ]


def another(field, value):
    """Another value that the field may hold."""
    if field.choices:
        return next(key for key, _label in field.choices if key != value)
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.DateTimeField):
        return value and value - timedelta(days=200)
    if isinstance(field, models.DateField):
        return (value or date(2018, 11, 1)) - timedelta(days=3)
    if isinstance(field, models.DecimalField):
        return (value or Decimal(0)) + 1
    if isinstance(field, models.IntegerField):
        return (value or 0) + 1
    return f"{value or ''}æ&"[-field.max_length if field.max_length else 0:]


def change_in_place(row, field):
    """Another value of one field, past all rules; False where the database refuses it."""
    try:
        with transaction.atomic():
            changed = another(field, getattr(row, field.attname))
            type(row)._base_manager.filter(pk=row.pk).update(**{field.attname: changed})
    except IntegrityError:
        return False
    return True
