"""Makes Django's administration use our site; named in INSTALLED_APPS."""

from django.contrib.admin.apps import AdminConfig


class AdministrationConfig(AdminConfig):
    default_site = "organisation.admin_site.AdministrationSite"
