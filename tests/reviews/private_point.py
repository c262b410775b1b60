"""A private point with a word that stands nowhere else, and how to look for it."""

import io
import zipfile

from django.db import connection

from reviews.actions.points import point_raise

SECRET = "Hvalrosstannlege"
# What somebody searches for who knows half of it; a page that repeats the search says no secret.
HALF = "i egen kalender"
TEXT = f"{SECRET} {HALF}"
# Who it is for, and where they read it.
THREE = ("tol", "drel", "coach")
PAGES = ("reviews:review_detail", "reviews:point_list")


def raised(cast, by="tol"):
    """The point, about the leader of Solsiden."""
    return point_raise(by=cast[by], unit=cast.units.home, text=TEXT)


def text_of(response):
    """All that an answer says: its page, or what its workbook holds."""
    if getattr(response, "streaming", False):
        content = b"".join(response.streaming_content)
    else:
        content = response.content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    return content.decode("utf-8", "replace")


def text_of_letter(message):
    """All that a letter says: subject, text, HTML, and what is enclosed."""
    enclosed = [getattr(one, "content", None) or one[1] for one in message.attachments]
    others = [one[0] for one in getattr(message, "alternatives", [])]
    return "\n".join(map(plain, (message.subject, message.body, *others, *enclosed)))


def tables_with(text):
    """Every table of the database in which the text stands in some column, whatever its kind."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                if any(text in plain(value) for value in row):
                    found.append(table)
                    break
    return found


def plain(value):
    """A value as text, bytes read."""
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).decode("utf-8", "replace")
    return str(value)
