"""Rights of boards, meetings and the annual wheel."""

import rules

from organisation.permissions import administer, is_administrator

rules.add_perm("boards", is_administrator)
administer("boards", "board")
