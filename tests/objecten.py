"""The objects that stand in the addresses of the access matrix: each belongs to the role that its row names."""

from datetime import date, time
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from accounts.models import Gebruiker, Organisatie, Voortgang
from accounts.namen import Naam
from accounts.services.gebruikers import create_gebruiker
from accounts.services.naamswijzigingen import request_naamswijziging
from accounts.services.voortgang import finish_voortgang, start_voortgang
from accounts.versleuteling import encrypt
from beroepscode.models import Bijeenkomst, Reflectie
from beroepscode.services.dilemmas import choose_weg
from beroepscode.services.signalen import give_signaal
from kern.periode import add_months
from opleidingen.antwoord import Antwoordregel, count_totalen, pack_regels
from opleidingen.models import Aanlevering, Opleiding, Proefaanlevering
from register.bewijsregels import Stuk
from register.models import Besluit, Certificaat, Registratie
from register.regelgeving import reglement_op
from register.services.agendasleutels import make_agendasleutel
from register.services.certificaten import issue_certificaat
from register.services.documenten import add_documenten
from register.services.meenemen import MEENEMEN
from register.services.profielen import save_foto
from register.services.registraties import open_registratie
from tests.groepsobjecten import make_groepsobjecten
from tests.objecten_reflecties import make_aanleidingen, make_reflectieobjecten
from tests.opleidingen.lijsten.bouw import make_lijst
from tests.organisatieobjecten import make_organisatieobjecten
from tests.register.bouw import make_vraag


def make_objecten(people: dict[str, Gebruiker], organisaties: dict[str, Organisatie]) -> dict[str, dict[str, Any]]:
    """What stands in each address with a place to fill: it belongs to the role that the row names."""
    now, owner = timezone.now(), people["professional"]
    peer = create_gebruiker(email="peer@voorbeeld.example", voornaam="Peer", achternaam="Ander")

    def make_reflectie(gebruiker: Gebruiker) -> Reflectie:
        return Reflectie.objects.create(
            gebruiker=gebruiker, datum=date(2026, 3, 1), minuten=60, kernwaarde="betrokkenheid", tekst=encrypt("x")
        )

    def make_bijeenkomst(gebruiker: Gebruiker) -> Bijeenkomst:
        return Bijeenkomst.objects.create(
            datum=date(2026, 3, 1),
            begin_tijd=time(9),
            eind_tijd=time(11),
            minuten=120,
            ingevoerd_door=gebruiker,
        )

    reflectie, bijeenkomst = make_reflectie(owner), make_bijeenkomst(owner)
    bijeenkomst.aanwezigen.create(gebruiker=owner, genoemd_als=owner.email, bevestigd_op=now)
    gevraagd = make_reflectie(peer).bevestigingen.create(bevestiger=owner, gevraagd_aan=owner.email, gevraagd_op=now)
    genoemd = make_bijeenkomst(peer).aanwezigen.create(gebruiker=owner, genoemd_als=owner.email)
    keuze = choose_weg(owner, kaart="gasfles", weg="bellen", reden="De baby.", op=now)
    signaal = give_signaal(owner, thema="wonen", tekst="Geen adres, geen hulp.", op=now)
    verzoek = Organisatie.objects.create(soort="opleider", naam="Nieuw", email="n@n.example", aangevraagd_op=now)
    opleiding = Opleiding.objects.create(opleider=organisaties["opleider"], code="cursus", naam="Cursus")
    accreditatie = opleiding.accreditaties.create(status="geaccrediteerd", geldig_van=date(2020, 1, 1))
    accreditatie.onderdelen.create(categorie="scholing", minuten=60)
    aanlevering = Aanlevering.objects.create(
        opleider=organisaties["opleider"], ingediend_op=now, verwerkt_op=now, aantal=0, totalen=count_totalen([])
    )
    geparkeerd = aanlevering.geparkeerd.create(
        regel=1,
        opleider=aanlevering.opleider,
        opleiding=opleiding,
        nummer=owner.registratienummer,
        achternaam="Ander",
        zoeknaam="ander",
        eind_datum=date(2026, 3, 1),
        geparkeerd_op=now,
        bewaren_tot=add_months(timezone.localdate(), 24),
        gevonden_door=owner,
    )
    aanlevering.totalen |= {"geparkeerd": 1, "geboekt": 1}
    aanlevering.save()
    aanlevering.delen.create(volgnummer=1, eerste_regel=1, aantal=2, totalen=aanlevering.totalen, verwerkt_op=now)
    aanlevering.regels.create(
        regel=1,
        uitkomst="geparkeerd",
        codes="persoon-niet-gevonden",
        gegevens={
            "registratienummer": owner.registratienummer,
            "achternaam": "Ander",
            "opleidingscode": opleiding.code,
            "eindDatum": "2026-03-01",
        },
    )
    deelname = aanlevering.deelnames.create(
        gebruiker=owner,
        opleiding=opleiding,
        accreditatie=accreditatie,
        eind_datum=date(2026, 3, 1),
        minuten=60,
        regel=2,
        geboekt_op=now,
    )
    certificaat = make_certificaat(owner)
    registratie = certificaat.termijn.registratie
    show_foto_of(registratie)
    wijziging = request_naamswijziging(
        owner,
        Naam("Noor", "", "Anders"),
        reden="Getrouwd.",
        bewijs=SimpleUploadedFile("akte.pdf", b"%PDF-1.7 %%EOF"),
        max_bytes=1000,
        op=now,
    )
    aanvraag = registratie.aanvragen.create(soort="herregistratie", ingediend_op=now)
    activiteit, verwijderd = (
        registratie.activiteiten.create(
            soort="lezen", titel="Boek", datum=date(2026, 3, 1), minuten=60, verwijderd_op=moment
        )
        for moment in (None, now)
    )
    werk = registratie.werkperiodes.create(
        werkgever="Gemeente", functie="Werkcoach", van_datum=date(2026, 1, 1), uren_per_week=24
    )
    [document] = add_documenten(activiteit, [Stuk("bewijs.pdf", b"%PDF-", "application/pdf")], op=now)
    make_vraag(werk, "een-sleutel-uit-een-mail", op=now)
    objecten: dict[str, dict[str, Any]] = {
        "/beroepscode/<slug:code>/<str:versie>": {"code": "beroepscode", "versie": "2020-01-01"},
        "/beroepscode/<slug:code>/<str:versie>/wijzigingen": {"code": "beroepscode", "versie": "2020-01-01"},
        "/mijn/concepten/<slug:formulier>": {"formulier": "activiteit"},
        **make_reflectieobjecten(reflectie, gevraagd, organisaties["kantoor"]),
        **make_aanleidingen(owner, activiteit, accreditatie, aanlevering),
        "/mijn/dilemmas/<slug:kaart>": {"kaart": keuze.kaart},
        "/mijn/dilemmas/<slug:kaart>/bespreken": {"kaart": keuze.kaart},
        "/mijn/dilemmas/<slug:kaart>/wissen": {"kaart": keuze.kaart},
        "/mijn/signalen/<int:pk>/intrekken": {"pk": signaal.pk},
        "/mijn/bijeenkomsten/<int:pk>": {"pk": bijeenkomst.pk},
        "/mijn/bijeenkomsten/<int:pk>/wissen": {"pk": bijeenkomst.pk},
        "/mijn/bevestigen/bijeenkomsten/<int:pk>": {"pk": genoemd.pk},
        "/mijn/activiteiten/<int:pk>": {"pk": activiteit.pk},
        "/mijn/activiteiten/<int:pk>/verwijderen": {"pk": activiteit.pk},
        "/mijn/activiteiten/<int:pk>/terugzetten": {"pk": verwijderd.pk},
        "/mijn/documenten/<int:pk>": {"pk": document.pk},
        "/mijn/documenten/<int:pk>/wissen": {"pk": document.pk},
        "/kantoor/documenten/<int:pk>": {"pk": document.pk},
        "/mijn/werk/<int:pk>": {"pk": werk.pk},
        "/mijn/werk/<int:pk>/wissen": {"pk": werk.pk},
        "/mijn/werk/<int:pk>/vragen": {"pk": werk.pk},
        "/mijn/werk/<int:pk>/vraag-intrekken": {"pk": werk.pk},
        "/werk-bevestigen/<str:token>": {"token": "een-sleutel-uit-een-mail"},
        "/agenda/<str:code>.ics": {"code": make_agendasleutel(owner, op=now)},
        "/mijn/meenemen/<int:pk>/bestand": {"pk": make_meenemen(owner).pk},
        "/mijn/aanvraag/<int:pk>/intrekken": {"pk": aanvraag.pk},
        "/c/<str:code>": {"code": certificaat.code},
        "/c/<str:code>/foto": {"code": certificaat.code},
        "/kantoor/naamswijzigingen/<int:pk>": {"pk": wijziging.pk},
        "/kantoor/naamswijzigingen/<int:pk>/bewijs": {"pk": wijziging.pk},
        "/opleidingen/<slug:code>": {"code": opleiding.code},
        "/opleider/aanleveringen/<uuid:pk>": {"pk": aanlevering.pk},
        **make_lijstadressen(organisaties["opleider"]),
        "/opleider/recepten/<slug:naam>": {"naam": "curl"},
        "/opleider/proeven/<uuid:pk>": {"pk": make_proef(organisaties["opleider"]).pk},
        "/opleider/geparkeerd/<int:pk>": {"pk": geparkeerd.pk},
        "/opleider/geparkeerd/<int:pk>/intrekken": {"pk": geparkeerd.pk},
        "/opleider/geparkeerd/<int:pk>/terugzetten": {"pk": geparkeerd.pk},
        "/mijn/opleidingen/claimen/<int:pk>": {"pk": geparkeerd.pk},
        "/opleider/deelnames/<int:pk>": {"pk": deelname.pk},
        "/opleider/deelnames/<int:pk>/intrekken": {"pk": deelname.pk},
        "/api/v1/deelnames/<int:pk>": {"pk": deelname.pk},
        "/kantoor/signalen/<int:pk>": {"pk": certificaat.termijn.besluit_id},
        "/kantoor/aanvragen/<int:pk>": {"pk": aanvraag.pk},
        "/kantoor/registraties/<int:pk>": {"pk": registratie.pk},
        "/kantoor/registraties/<int:pk>/maatregel": {"pk": registratie.pk},
        "/kantoor/registraties/<int:pk>/bevestigen/<slug:wat>": {"pk": registratie.pk, "wat": "identiteit"},
        "/kantoor/certificaten/<int:pk>/intrekken": {"pk": certificaat.pk},
        "/kantoor/organisaties/<int:pk>": {"pk": verzoek.pk},
        "/api/v1/aanleveringen/<uuid:pk>": {"pk": aanlevering.pk},
        "/api/v1/aanleveringen/<uuid:pk>/regels": {"pk": aanlevering.pk},
        "/api/v1/opleidingen/<slug:opleidingscode>": {"opleidingscode": opleiding.code},
        **make_aanbod(opleiding),
        "/api/v1/certificaten/<str:code>": {"code": certificaat.code},
    }
    objecten |= make_groepsobjecten(owner, peer, bijeenkomst, op=now)
    return objecten | make_organisatieobjecten(people, organisaties)


def make_meenemen(gebruiker: Gebruiker) -> Voortgang:
    """Everything of somebody, ready to be fetched."""
    voortgang = start_voortgang(gebruiker, wat=MEENEMEN, op=timezone.now())
    finish_voortgang(voortgang, ContentFile(b""), op=timezone.now())
    return voortgang


def make_lijstadressen(opleider: Organisatie) -> dict[str, dict[str, Any]]:
    """A list with a preview, in every address that leads to it."""
    lijst = {"pk": make_lijst(opleider).pk}
    begin = "/opleider/aanleveringen/"
    return {
        f"{begin}voorbeeld.<slug:soort>": {"soort": "csv"},
        f"{begin}lijsten/<uuid:pk>": lijst,
        f"{begin}lijsten/<uuid:pk>/kolommen": lijst,
        f"{begin}lijsten/<uuid:pk>/rijen/<int:nummer>": lijst | {"nummer": 1},
        f"{begin}lijsten/<uuid:pk>/vervangen": lijst,
        f"{begin}lijsten/<uuid:pk>/boeken": lijst,
        f"{begin}lijsten/<uuid:pk>/verder": lijst,
        f"{begin}lijsten/<uuid:pk>/weggooien": lijst,
        f"{begin}lijsten/<uuid:pk>/te-verbeteren.<slug:soort>": lijst | {"soort": "xlsx"},
    }


def make_proef(opleider: Organisatie) -> Proefaanlevering:
    """A trial of one row that was right."""
    totalen = {"geboekt": 1, "alBekend": 0, "geparkeerd": 0, "afgewezen": 0}
    antwoord = pack_regels([Antwoordregel(1, "geboekt")])
    return Proefaanlevering.objects.create(
        opleider=opleider, vorm="json", ingediend_op=timezone.now(), totalen=totalen, antwoord=antwoord
    )


def show_foto_of(registratie: Registratie) -> None:
    uit = BytesIO()
    Image.new("RGB", (8, 8)).save(uit, "PNG")
    profiel = registratie.profiel
    profiel.openbaar = ["foto"]
    profiel.save()
    save_foto(profiel, SimpleUploadedFile("ik.png", uit.getvalue()), max_bytes=10_000)


def make_certificaat(gebruiker: Gebruiker) -> Certificaat:
    """A registration with a term that began today, and its certificate."""
    now, vandaag = timezone.now(), timezone.localdate()
    registratie = open_registratie(gebruiker)
    aanvraag = registratie.aanvragen.create(soort="eerste", ingediend_op=now, besloten_op=now)
    besluit = Besluit.objects.create(
        aanvraag=aanvraag,
        uitslag="toegekend",
        reden="In orde.",
        peildatum=vandaag,
        reglement=reglement_op(vandaag).sleutel,
        dossier={},
        uitkomst={},
        genomen_op=now,
    )
    termijn = registratie.termijnen.create(
        geldig_van=vandaag, geldig_tot=add_months(vandaag, 60), reglement=besluit.reglement, besluit=besluit
    )
    return issue_certificaat(termijn, op=now)


def make_aanbod(opleiding: Opleiding) -> dict[str, dict[str, Any]]:
    """What an opleider keeps on its own pages, and an application that it still fills in."""
    vandaag = timezone.localdate()
    module = opleiding.modules.create(code="deel", naam="Deel")
    uitvoering = opleiding.uitvoeringen.create(code="nu", begin_datum=vandaag, eind_datum=vandaag)
    bijeenkomst = uitvoering.bijeenkomsten.create(code="dag", datum=vandaag)
    aanvraag = opleiding.accreditaties.create(geldig_van=vandaag, geldig_tot=add_months(vandaag, 12))
    onderdeel = aanvraag.onderdelen.create(categorie="scholing", minuten=60)
    verstuurd = opleiding.accreditaties.create(status="ingediend", geldig_van=vandaag, ingediend_op=timezone.now())
    pagina = "/opleider/opleidingen"
    onder = {
        f"{pagina}/<int:pk>": (
            opleiding,
            "",
            "/wijzigen",
            "/beheer",
            "/modules/nieuw",
            "/uitvoeringen/nieuw",
            "/accreditatie",
        ),
        f"{pagina}/modules/<int:pk>": (module, "", "/verplaatsen", "/beheer"),
        f"{pagina}/uitvoeringen/<int:pk>": (uitvoering, "", "/wijzigen", "/kopie", "/beheer", "/bijeenkomsten/nieuw"),
        f"{pagina}/bijeenkomsten/<int:pk>": (bijeenkomst, "", "/verwijderen"),
        f"{pagina}/accreditaties/<int:pk>": (
            aanvraag,
            "",
            "/onderdelen",
            "/onderdelen/nieuw",
            "/inhoud",
            "/periode",
            "/versturen",
            "/bezwaar",
            "/intrekken",
        ),
        f"{pagina}/accreditaties/onderdelen/<int:pk>": (onderdeel, "", "/verwijderen"),
        "/kantoor/accreditaties/<int:pk>": (verstuurd, ""),
    }
    return {begin + eind: {"pk": rij.pk} for begin, (rij, *einden) in onder.items() for eind in einden}
