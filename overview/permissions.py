"""Rights of the overview's pages."""

import rules

from organisation.permissions import is_signed_in

rules.add_perm("overview.read_my_page", is_signed_in)
rules.add_perm("overview.own_calendar", is_signed_in)
# Figures of the areas are for everyone; the units are those in reach, and the rest is not there.
rules.add_perm("overview.read_units", is_signed_in)
rules.add_perm("overview.read_unit", is_signed_in)
