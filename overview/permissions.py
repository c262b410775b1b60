"""Rights of the overview's pages."""

import rules

from organisation.permissions import is_signed_in

rules.add_perm("overview.read_my_page", is_signed_in)
rules.add_perm("overview.own_calendar", is_signed_in)
