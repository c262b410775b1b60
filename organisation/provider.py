"""allauth looks in this module of each app for providers of sign-in."""

from organisation.sign_in.oidc import MunicipalProvider

provider_classes = [MunicipalProvider]
