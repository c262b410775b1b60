"""Administration of rollouts and coaching; each subject has a file of its own."""

from leaders import admin_contracts, admin_rollouts  # noqa: F401
