"""Forms of one's own account: allauth's with our own words, and the language."""

from typing import Any

from allauth.account.forms import ResetPasswordForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from leanplan.form_layout import InlineRadioSelect, helper
from organisation.sign_in.models import WorkAccount


def _code_field(field: forms.Field, label: Any) -> None:
    """A field for a code: numbers on the telephone's keyboard, filled in by the browser."""
    field.label = label
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(autocomplete="one-time-code", inputmode="numeric")


class ForgottenForm(ResetPasswordForm):
    """A new password by mail, for those who sign in with one."""

    users: list[Any]

    def clean_email(self) -> str:
        """As allauth does; nobody who signs in with the work account alone gets a password too."""
        email = super().clean_email()
        tied = WorkAccount.objects.filter(user__in=self.users).values_list("user_id", flat=True)
        self.users = [
            user for user in self.users if user.has_usable_password() or user.pk not in tied
        ]
        return email


class CodeForm(AuthenticateForm):
    """The second step of signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(self.fields["code"], _("Code"))


class CodeAgainForm(ReauthenticateForm):
    """The same before something that needs it once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(self.fields["code"], _("Code"))


class AppForm(ActivateTOTPForm):
    """The first code of a new app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(self.fields["code"], _("Code from the app"))


class PasskeyForm(AddWebAuthnForm):
    """A new passkey; the browser fills in the rest."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What you call it")
        field = self.fields["passwordless"]
        field.initial = True
        field.label = _("Sign in with it alone, without a password")
        field.help_text = _("It then asks for your fingerprint, your face or a code each time.")


class PasskeyNameForm(EditWebAuthnForm):
    """A passkey's name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What you call it")


class LanguageForm(forms.Form):
    """The language of one's pages; each is named in its own words."""

    language = forms.ChoiceField(label=_("Language of the pages"), widget=InlineRadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            (code, format_html('<span lang="{}">{}</span>', code, name))
            for code, name in settings.LANGUAGES
        ]
        self.helper = helper(self)
