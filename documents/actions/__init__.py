"""Writing what was read in; see drafts.py (looking over) and confirm.py (into the plan)."""
