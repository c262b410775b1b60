"""Who comes in by password, whose session it is, and what they may: one backend for all three.

Rights are predicates under Django's permission names (`permissions.py` of each app). Permissions
given to accounts or groups in Django's own tables do not count, and are never looked up.
"""

from typing import Any

import rules
from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from leanplan.questions import question
from organisation.models import User
from organisation.reach import reach_of


class AccountBackend(AuthenticationBackend):
    """allauth's sign-in by e-mail, with the rights of the house."""

    def get_user(self, user_id: Any) -> User | None:
        """The account of a session with its person, in one query; None where it is not in use.

        The reach is asked for at once: every page needs it, and it brings the municipality's own
        words along before anything else would read them by themselves.
        """
        found = _account(int(user_id))
        if not found or not self.user_can_authenticate(found[0]):
            return None
        user: User = found[0]
        reach_of(user)
        return user

    def get_user_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """None: nobody is given a right by name."""
        return set()

    def get_group_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """None: there are no groups."""
        return set()

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """None to be listed: a right depends on the day and the object, so it is asked for."""
        return set()

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """What the rule of that name says; no rule, no right."""
        return bool(rules.has_perm(perm, user_obj, obj))

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        """Whether the app is shown in the administration: the rule with the app's name."""
        return bool(rules.has_perm(app_label, user_obj))


@question
def _account(key: int) -> QuerySet[User]:
    return User.objects.filter(pk=key).select_related("person")
