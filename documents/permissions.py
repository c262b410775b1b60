"""Who may read documents in."""

import rules

from organisation.permissions import administer, is_administrator, is_decider, is_preparer

rules.add_perm("documents", is_administrator)
rules.add_perm("documents.import_plan", is_preparer | is_decider | is_administrator)
administer("documents", "importdraft", "plandocument")
