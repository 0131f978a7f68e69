"""Addresses of the pages of this room."""

from django.urls import include, path

from opleidingen.views import (
    aanleveringen,
    aanvraagstappen,
    accreditatiebesluiten,
    accreditaties,
    catalogus,
    claimen,
    deelnames,
    geparkeerd,
    opleidingen,
    pe_xml,
    proeven,
    recepten,
    start,
    uitvoeringen,
)

PE_XML = "pe-services/pe-attendanceelearning/WriteAttendance.asmx/ProcessXML"
"""The address that existing clients know, to the letter."""

EIGEN_AANBOD = [
    path("nieuw", opleidingen.add_opleiding, name="opleider-opleiding-nieuw"),
    path("<int:pk>", opleidingen.show_opleiding, name="opleider-opleiding"),
    path("<int:pk>/wijzigen", opleidingen.edit_opleiding, name="opleider-opleiding-wijzigen"),
    path("<int:pk>/beheer", opleidingen.change_opleiding, name="opleider-opleiding-beheer"),
    path("<int:pk>/modules/nieuw", opleidingen.add_module, name="opleider-module-nieuw"),
    path("<int:pk>/uitvoeringen/nieuw", uitvoeringen.add_uitvoering, name="opleider-uitvoering-nieuw"),
    path("<int:pk>/accreditatie", accreditaties.start, name="opleider-accreditatie-nieuw"),
    path("modules/<int:pk>", opleidingen.edit_module, name="opleider-module"),
    path("modules/<int:pk>/verplaatsen", opleidingen.move, name="opleider-module-verplaatsen"),
    path("modules/<int:pk>/beheer", opleidingen.change_module, name="opleider-module-beheer"),
    path("uitvoeringen/<int:pk>", uitvoeringen.show_uitvoering, name="opleider-uitvoering"),
    path("uitvoeringen/<int:pk>/wijzigen", uitvoeringen.edit_uitvoering, name="opleider-uitvoering-wijzigen"),
    path("uitvoeringen/<int:pk>/kopie", uitvoeringen.copy, name="opleider-uitvoering-kopie"),
    path("uitvoeringen/<int:pk>/beheer", uitvoeringen.change_uitvoering, name="opleider-uitvoering-beheer"),
    path(
        "uitvoeringen/<int:pk>/bijeenkomsten/nieuw", uitvoeringen.add_bijeenkomst, name="opleider-bijeenkomst-nieuw"
    ),
    path("bijeenkomsten/<int:pk>", uitvoeringen.edit_bijeenkomst, name="opleider-bijeenkomst"),
    path(
        "bijeenkomsten/<int:pk>/verwijderen", uitvoeringen.remove_bijeenkomst, name="opleider-bijeenkomst-verwijderen"
    ),
]
ACCREDITATIES = [
    path("<int:pk>", accreditaties.show_accreditatie, name="opleider-accreditatie"),
    path("<int:pk>/onderdelen", aanvraagstappen.list_onderdelen, name="opleider-accreditatie-onderdelen"),
    path("<int:pk>/onderdelen/nieuw", aanvraagstappen.add_onderdeel, name="opleider-onderdeel-nieuw"),
    path("<int:pk>/inhoud", aanvraagstappen.edit_inhoud, name="opleider-accreditatie-inhoud"),
    path("<int:pk>/periode", aanvraagstappen.edit_periode, name="opleider-accreditatie-periode"),
    path("<int:pk>/versturen", aanvraagstappen.send, name="opleider-accreditatie-versturen"),
    path("<int:pk>/bezwaar", accreditaties.object_to, name="opleider-accreditatie-bezwaar"),
    path("<int:pk>/intrekken", accreditaties.withdraw, name="opleider-accreditatie-intrekken"),
    path("onderdelen/<int:pk>", aanvraagstappen.edit_onderdeel, name="opleider-onderdeel"),
    path("onderdelen/<int:pk>/verwijderen", aanvraagstappen.drop_onderdeel, name="opleider-onderdeel-verwijderen"),
]

urlpatterns = [
    path(PE_XML, pe_xml.process_xml, name="pe-xml"),
    path("opleidingen", catalogus.opleidingen, name="opleidingen"),
    path("opleidingen/<slug:code>", catalogus.opleiding, name="opleiding"),
    path("opleider", start.show_start, name="opleider"),
    path("opleider/aanleveringen/", include("opleidingen.lijst_urls")),
    path("opleider/aanleveringen/<uuid:pk>", aanleveringen.aanlevering, name="aanlevering"),
    path("opleider/proeven", proeven.list_proeven, name="opleider-proeven"),
    path("opleider/proeven/<uuid:pk>", proeven.show_proef, name="opleider-proef"),
    path("opleider/recepten", recepten.list_all, name="opleider-recepten"),
    path("opleider/recepten/<slug:naam>", recepten.show_recept, name="opleider-recept"),
    path("opleider/geparkeerd", geparkeerd.list_geparkeerd, name="geparkeerd"),
    path("opleider/geparkeerd/<int:pk>", geparkeerd.mend, name="geparkeerde-regel"),
    path("opleider/geparkeerd/<int:pk>/intrekken", geparkeerd.withdraw, name="geparkeerd-intrekken"),
    path("opleider/geparkeerd/<int:pk>/terugzetten", geparkeerd.restore, name="geparkeerd-terugzetten"),
    path("opleider/deelnames", deelnames.list_deelnames, name="opleider-deelnames"),
    path("opleider/deelnames/<int:pk>", deelnames.correct, name="opleider-deelname"),
    path("opleider/deelnames/<int:pk>/intrekken", deelnames.withdraw, name="opleider-deelname-intrekken"),
    path("mijn/opleidingen/claimen", claimen.seek, name="claimen"),
    path("mijn/opleidingen/claimen/<int:pk>", claimen.claim, name="claimen-regel"),
    path("opleider/opleidingen/", include(EIGEN_AANBOD)),
    path("opleider/opleidingen/accreditaties/", include(ACCREDITATIES)),
    path("kantoor/accreditaties", accreditatiebesluiten.list_accreditaties, name="kantoor-accreditaties"),
    path("kantoor/accreditaties/<int:pk>", accreditatiebesluiten.decide_accreditatie, name="kantoor-accreditatie"),
]
