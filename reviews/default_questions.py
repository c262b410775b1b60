"""The questions a municipality begins with; its own versions come after. In its own language."""

from django.utils.translation import gettext_lazy as _

from organisation.language import in_language_of_municipality

# heading, question, what to look for
_QUESTIONS = (
    (_("Board"), _("Are the board meetings held as planned?"),
     _("In the rhythm that was agreed, at busy times too.")),
    (_("Board"), _("Is the board up to date, and is it used in the meeting?"),
     _("Look at the board itself: dates, owners, what has been closed lately.")),
    (_("Goals"), _("Are the unit's goals on the board, each with the goal it serves?"),
     _("A goal of the unit serves one of the area or of the municipality.")),
    (_("Goals"), _("Do the employees know how the unit does against its goals?"),
     _("Ask somebody who is at work today.")),
    (_("Suggestions"), _("Are suggestions answered and tried out in reasonable time?"),
     _("How old is the oldest one without an answer?")),
    (_("Suggestions"), _("Do suggestions come from all parts of the unit?"),
     _("All shifts, departments and professions; never who, and how many each.")),
    (_("Improvement"), _("Are improvement processes begun, and finished?"),
     _("What has been closed since last time, and with what tool?")),
    (_("Improvement"), _("Are benefits written down, and is saved time put to good use?"),
     _("A benefit is real when it is known what the time is used for.")),
    (_("Improvement"), _("Are there agreed ways of working, and are they followed?"),
     _("Standards and order at the place of work (5S).")),
    (_("Involvement"), _("Do employees and their representatives take part?"),
     _("In meetings, in analyses, in deciding what is tried out.")),
    (_("Leadership"), _("Does the leader have time for the improvement work?"),
     _("What is in the calendar, and what is it that eats it up?")),
    (_("Leadership"), _("Does the leader go and see where the work is done?"),
     _("How often, and what came of it?")),
    (_("Guidance"), _("Does the unit get the guidance it needs?"),
     _("From the development unit, with an end that is agreed.")),
    (_("Cooperation"), _("Does the unit improve things together with others?"),
     _("Work that passes from one unit to the next.")),
    (_("Since last time"), _("Is what was agreed last time carried out?"),
     _("Follow-up areas, and what was expected.")),
)


def default_questions() -> list[dict[str, str]]:
    """Heading, text and help of each, as plain text in the municipality's language."""
    with in_language_of_municipality():
        return [
            {"heading": str(heading), "text": str(text), "help_text": str(help_text)}
            for heading, text, help_text in _QUESTIONS
        ]
