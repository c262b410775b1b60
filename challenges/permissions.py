"""Who may read and prepare plans."""

import rules

from organisation.permissions import (
    administer,
    is_administrator,
    is_decider,
    is_preparer,
    is_signed_in,
)

sees_drafts = is_decider | is_preparer | is_administrator

rules.add_perm("challenges", is_administrator)
rules.add_perm("challenges.read_plan", is_signed_in)
rules.add_perm("challenges.prepare_plan", sees_drafts)
rules.add_perm("challenges.adopt_plan", is_decider)
administer(
    "challenges", "planseries", "actionplan", "focusarea", "focusstatement", "basisentry",
    "planrow", "rowheading", "footnote", "challenge",
)
