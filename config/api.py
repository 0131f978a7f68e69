"""The root of the API, version 1."""

from django.urls import include, path

from config.views import Beschrijving

urlpatterns = [
    path("openapi.json", Beschrijving.as_view(), name="openapi"),
    path("", include("opleidingen.api_urls")),
    path("", include("register.api_urls")),
]
