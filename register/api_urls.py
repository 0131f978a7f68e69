"""Addresses of this room below `/api/v1/`."""

from django.urls import path

from register.api import Certificaten, Verificaties

urlpatterns = [
    path("verificaties", Verificaties.as_view(), name="api-verificaties"),
    path("certificaten/<str:code>", Certificaten.as_view(), name="api-certificaat"),
]
