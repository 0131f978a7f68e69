"""Addresses of the pages of this room."""

from django.urls import path

from opleidingen.views import aanleveringen, catalogus

urlpatterns = [
    path("opleidingen", catalogus.opleidingen, name="opleidingen"),
    path("opleidingen/<slug:code>", catalogus.opleiding, name="opleiding"),
    path("opleider", aanleveringen.opleider, name="opleider"),
    path("opleider/aanleveringen/<uuid:pk>", aanleveringen.aanlevering, name="aanlevering"),
]
