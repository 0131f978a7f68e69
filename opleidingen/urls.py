"""Addresses of the pages of this room."""

from django.urls import path

from opleidingen import views

urlpatterns = [
    path("opleidingen", views.opleidingen, name="opleidingen"),
    path("opleidingen/<slug:code>", views.opleiding, name="opleiding"),
    path("opleider", views.opleider, name="opleider"),
    path("opleider/aanleveringen/<uuid:pk>", views.aanlevering, name="aanlevering"),
]
