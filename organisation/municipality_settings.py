"""The settings of the municipality: what holds here, what else could, and what may be written.

Numbers are thresholds, which each app registers (leanplan/thresholds.py); what is not a number is
named here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leanplan import thresholds
from organisation import planning_periods
from organisation.look import COLOUR, LOGO, refuse_bad_colour, refuse_unknown_logo
from organisation.own_facts import own_facts

LANGUAGE = "municipality.language"
DEVIATION_ADDRESS = "municipality.deviation_address"


@dataclass(frozen=True)
class TextSetting:
    """A setting that is no number. choices: (value, words); without any, text is written."""

    key: str
    label: str | Promise
    default: str = ""
    help: str | Promise = ""
    choices: tuple[tuple[str, str | Promise], ...] = ()
    check: Callable[[str], None] | None = None


def _refuse_no_address(text: str) -> None:
    if text:
        message = gettext("Write an address that begins with https://.")
        URLValidator(schemes=["https", "http"], message=message)(text)


TEXT_SETTINGS: dict[str, TextSetting] = {
    setting.key: setting
    for setting in (
        TextSetting(
            LANGUAGE, _("Language"), default=settings.LANGUAGE_CODE,
            help=_("For those who have chosen none themselves, and in mail."),
            # Named in their own language, as where one chooses.
            choices=tuple(settings.LANGUAGES),
        ),
        TextSetting(
            DEVIATION_ADDRESS, _("Address of the deviation system"), check=_refuse_no_address,
            help=_("Where «Report in the deviation system» leads. Empty: no such link."),
        ),
        TextSetting(
            LOGO, _("Logo"), check=refuse_unknown_logo,
            help=_("PNG or SVG, 300 kB at most. Stands in the header, on the sign-in page and on "
                   "paper."),
        ),
        TextSetting(
            COLOUR, _("Colour"), check=refuse_bad_colour,
            help=_("The municipality's own, dark enough for white text, like #0b5563. The shades "
                   "for light and dark pages are made of it. Empty: the colour of Leanplan."),
        ),
        TextSetting(
            planning_periods.REPORTING, _("Reports are made for each"),
            default=planning_periods.QUARTER, help=_("And for the year (M12)."),
            choices=(
                (planning_periods.QUARTER, _("Quarter")), (planning_periods.TERTIAL, _("Tertial")),
            ),
        ),
    )
}

def register_text(setting: TextSetting) -> None:
    """Make a setting of an app above known; called in AppConfig.ready().

    Errors: ValueError for a key in use.
    """
    if TEXT_SETTINGS.setdefault(setting.key, setting) != setting:
        raise ValueError(f"There is another setting {setting.key} already.")


def own_values() -> Mapping[str, str]:
    """{key: value} of what the municipality has set itself, read once a request or command."""
    return own_facts().settings


def text(key: str) -> str:
    """What a setting that is no number holds here. Errors: KeyError for an unknown key."""
    return own_values().get(key, TEXT_SETTINGS[key].default)


def default_language() -> str:
    """The language for those who have chosen none: "nb", "nn" or "en"."""
    return text(LANGUAGE)


def deviation_address() -> str:
    """Where deviations are reported, outside this product; "" where there is no link to show."""
    return text(DEVIATION_ADDRESS)


def all_settings() -> dict[str, TextSetting | thresholds.Threshold]:
    """{key: setting} of everything that can be set."""
    numbers = {known.key: known for known in thresholds.all_thresholds()}
    return {**TEXT_SETTINGS, **numbers}


def default_of(key: str) -> str:
    """The default of a setting, as text. Errors: KeyError for an unknown key."""
    if key in TEXT_SETTINGS:
        return TEXT_SETTINGS[key].default
    return str(thresholds.threshold(key).default)


def refuse_bad_value(key: str, value: str) -> None:
    """Errors: ValidationError for a key nobody knows, or a value that cannot be."""
    if key in TEXT_SETTINGS:
        _refuse_bad_text(TEXT_SETTINGS[key], value)
        return
    try:
        known = thresholds.threshold(key)
    except KeyError:
        raise ValidationError({"key": gettext("There is no setting with that key.")}) from None
    if not _is_whole(value) or not known.low <= int(value) <= known.high:
        message = gettext("Write a whole number from %(low)s to %(high)s.")
        raise ValidationError({"value": message % {"low": known.low, "high": known.high}})


def _is_whole(value: str) -> bool:
    """A whole number, written in the one way that is kept."""
    try:
        return str(int(value)) == value
    except ValueError:
        return False


def _refuse_bad_text(known: TextSetting, value: str) -> None:
    if known.choices and value not in dict(known.choices):
        raise ValidationError({"value": gettext("Choose one of the values in the list.")})
    if known.check:
        try:
            known.check(value)
        except ValidationError as error:
            raise ValidationError({"value": error.messages}) from None


def register() -> None:
    """Answer for what the municipality has set; called once when the app is ready."""
    thresholds.provide(own_values)
    planning_periods.register()
