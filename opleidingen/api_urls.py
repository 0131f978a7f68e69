"""Addresses of this room below `/api/v1/`."""

from django.urls import path

from opleidingen import api
from opleidingen.api_deelnames import DeelnameView

urlpatterns = [
    path("aanleveringen", api.AanleveringenView.as_view(), name="api-aanleveringen"),
    path("aanleveringen/<uuid:pk>", api.AanleveringView.as_view(), name="api-aanlevering"),
    path("aanleveringen/<uuid:pk>/regels", api.AanleverregelsView.as_view(), name="api-aanleverregels"),
    path("deelnames/<int:pk>", DeelnameView.as_view(), name="api-deelname"),
    path("opleidingen", api.OpleidingenView.as_view(), name="api-opleidingen"),
    path("opleidingen/<slug:opleidingscode>", api.OpleidingView.as_view(), name="api-opleiding"),
]
