"""Addresses of the pages of this room."""

from django.urls import path

from opleidingen.views import aanleveringen, catalogus, claimen, deelnames, geparkeerd

urlpatterns = [
    path("opleidingen", catalogus.opleidingen, name="opleidingen"),
    path("opleidingen/<slug:code>", catalogus.opleiding, name="opleiding"),
    path("opleider", aanleveringen.opleider, name="opleider"),
    path("opleider/aanleveringen/<uuid:pk>", aanleveringen.aanlevering, name="aanlevering"),
    path("opleider/geparkeerd", geparkeerd.list_geparkeerd, name="geparkeerd"),
    path("opleider/geparkeerd/<int:pk>", geparkeerd.mend, name="geparkeerde-regel"),
    path("opleider/geparkeerd/<int:pk>/intrekken", geparkeerd.withdraw, name="geparkeerd-intrekken"),
    path("opleider/geparkeerd/<int:pk>/terugzetten", geparkeerd.restore, name="geparkeerd-terugzetten"),
    path("opleider/deelnames", deelnames.list_deelnames, name="opleider-deelnames"),
    path("opleider/deelnames/<int:pk>", deelnames.correct, name="opleider-deelname"),
    path("opleider/deelnames/<int:pk>/intrekken", deelnames.withdraw, name="opleider-deelname-intrekken"),
    path("mijn/opleidingen/claimen", claimen.seek, name="claimen"),
    path("mijn/opleidingen/claimen/<int:pk>", claimen.claim, name="claimen-regel"),
]
