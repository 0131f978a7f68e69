"""Addresses of the pages of this room."""

from django.urls import path

from beroepscode.views import bevestigen, bijeenkomsten, code, reflecties

urlpatterns = [
    path("beroepscode", code.show_code, name="beroepscode"),
    path("beroepscode/<slug:code>/<str:versie>", code.show_versie, name="beroepscode-versie"),
    path("mijn/beroepscode/ondertekenen", code.sign, name="code-ondertekenen"),
    path("mijn/reflecties", reflecties.list_reflecties, name="reflecties"),
    path("mijn/reflecties/nieuw", reflecties.add_reflectie, name="reflectie-nieuw"),
    path("mijn/reflecties/<int:pk>", reflecties.edit_reflectie, name="reflectie"),
    path("mijn/reflecties/<int:pk>/vragen", reflecties.ask_collega, name="reflectie-vragen"),
    path("mijn/reflecties/<int:pk>/wissen", reflecties.remove_reflectie, name="reflectie-wissen"),
    path("mijn/bijeenkomsten/nieuw", bijeenkomsten.add_bijeenkomst, name="bijeenkomst-nieuw"),
    path("mijn/bijeenkomsten/<int:pk>", bijeenkomsten.show_bijeenkomst, name="bijeenkomst"),
    path("mijn/bijeenkomsten/<int:pk>/wissen", bijeenkomsten.remove_bijeenkomst, name="bijeenkomst-wissen"),
    path("mijn/bevestigen", bevestigen.list_verzoeken, name="bevestigen"),
    path("mijn/bevestigen/reflecties/<int:pk>", bevestigen.answer_reflectie, name="bevestig-reflectie"),
    path("mijn/bevestigen/bijeenkomsten/<int:pk>", bevestigen.answer_bijeenkomst, name="bevestig-bijeenkomst"),
]
