"""Addresses of the lists of an opleider, below `opleider/aanleveringen/`."""

from django.urls import path

from opleidingen.views.lijsten import lijst, nieuw

urlpatterns = [
    path("nieuw", nieuw.show_nieuw, name="aanleverlijst-nieuw"),
    path("voorbeeld.<slug:soort>", nieuw.download_voorbeeld, name="aanleverlijst-voorbeeld"),
    path("lijsten/<uuid:pk>", lijst.show_lijst, name="aanleverlijst"),
    path("lijsten/<uuid:pk>/kolommen", lijst.handle_kolommen, name="aanleverlijst-kolommen"),
    path("lijsten/<uuid:pk>/rijen/<int:nummer>", lijst.handle_rij, name="aanleverlijst-rij"),
    path("lijsten/<uuid:pk>/vervangen", lijst.replace, name="aanleverlijst-vervangen"),
    path("lijsten/<uuid:pk>/boeken", lijst.book, name="aanleverlijst-boeken"),
    path("lijsten/<uuid:pk>/verder", lijst.resume, name="aanleverlijst-verder"),
    path("lijsten/<uuid:pk>/weggooien", lijst.throw_away, name="aanleverlijst-weggooien"),
    path("lijsten/<uuid:pk>/te-verbeteren.<slug:soort>", lijst.download_fouten, name="aanleverlijst-fouten"),
]
