"""What the product itself says in the history: stored without a language, in words when shown.

A reason that a person writes is stored as it is written. One that the product gives ("Sent to
adoption") would stand for ever in the language of whoever pressed the button; so its message id
and its values are stored, in brackets: [[Read in from «%(file)s»|{"file": "plan.docx"}]]. Both
kinds may stand in one text.
"""

import json
import re
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, override

_SAID = re.compile(r"\[\[([^\[\]|]+)(?:\|(\{[^\[\]]*\}))?\]\]")


def said(message: str, **values: Any) -> str:
    """The stored form of a message with its values; a value may itself be something said.

    In: the message id, marked with gettext_noop where it is written. Errors: ValueError for an id
    that cannot be spoken from the brackets.
    """
    if re.search(r"[\[\]|]", message):
        raise ValueError(f"{message!r} has a bracket or a bar in it.")
    if not values:
        return f"[[{message}]]"
    texts = json.dumps({name: str(value) for name, value in values.items()}, ensure_ascii=False)
    texts = texts.replace("[", "\\u005b").replace("]", "\\u005d")
    return f"[[{message}|{texts}]]"


def message_of(label: str | Promise) -> str:
    """The stored form of a word that is translated when shown, such as the name of a field."""
    with override("en"):
        return said(str(label)) if isinstance(label, Promise) else label


def spoken(text: str | None) -> str:
    """A stored text as it is shown, in the language of the page; what people wrote stays."""
    return _SAID.sub(_in_words, text or "")


def _in_words(found: re.Match[str]) -> str:
    message, values = found[1], found[2]
    if not values:
        return gettext(message)
    try:
        return gettext(message) % {name: spoken(text) for name, text in json.loads(values).items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return found[0]  # Somebody wrote brackets of their own.
