"""Accounts: who signs in. The person behind one is a row of its own."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes accounts; the e-mail address is the name to sign in with."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make an account; without a password nobody can sign in with it yet."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make an account that may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        """Find by e-mail, whatever the case it was written in."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """An account. Signs in by e-mail; the person behind it is a row of its own."""

    email = models.EmailField(_("e-mail"), unique=True)
    is_staff = models.BooleanField(_("may use the administration"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    language = models.CharField(
        _("language"), max_length=10, blank=True,
        help_text=_("Empty: the language of the municipality."),
    )
    # Part of what each session is checked against: a higher number ends those of before.
    session_generation = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = (
            models.UniqueConstraint(
                Lower("email"), name="organisation_user_email",
                violation_error_message=_("There is an account with that address already."),
            ),
        )

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """The person's name, or the address where the account has no person."""
        person = getattr(self, "person", None)
        return person.name if person else self.email

    def get_short_name(self) -> str:
        """The same; Django's admin asks for it."""
        return self.get_full_name()

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must know to go on: it ends with a new password or generation."""
        text = f"{self.session_generation}:{self.password}"
        salt = "organisation.models.User.session"
        return salted_hmac(salt, text, secret=secret, algorithm="sha256").hexdigest()
