"""What goes along: one entry for each model that leads to a person, and why the rest does not.

Every column of a model goes along unless it stands in `weglaten`. A test walks all models and names the ones that are
neither here nor in `UITZONDERINGEN`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import F, Field, Model, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat, Replace, Trim

from accounts.models import (
    Bericht,
    Berichtvoorkeur,
    Concept,
    Gebruiker,
    Ledenuitnodiging,
    Lidmaatschap,
    Logregel,
    Naamswijziging,
    Raadpleging,
    Verzamelmail,
    Voortgang,
)
from accounts.services.logboek import refer
from beroepscode.models import (
    Aanwezigheid,
    Afspraak,
    Bevestiging,
    Bijeenkomst,
    Dilemmakeuze,
    Groep,
    Groepslid,
    Komst,
    Niveaustand,
    Ondertekening,
    Openstelling,
    Reflectie,
    Signaal,
    Uitnodiging,
    Verwijderstem,
    Verwijdervoorstel,
)
from opleidingen.models import Accreditatiestap, Deelname, Deelnamewijziging, Geparkeerd
from register.meenemen.inhoud import (
    decrypt_antwoorden,
    decrypt_tekst,
    read_certificaatbestand,
    read_document,
    read_foto,
)
from register.models import (
    Aanleiding,
    Aanvraag,
    Activiteit,
    Agendasleutel,
    Besluit,
    Certificaat,
    Document,
    Gebeurtenis,
    Herinnering,
    Profiel,
    Registratie,
    Signaalafhandeling,
    Termijn,
    Werkbevestiging,
    Werkperiode,
)

GEHEIM = "Een geheim dat een deur opent. Buiten het register is het alleen een gevaar."
ANDER = "Dit wijst een ander mens aan."
INGELEVERD = "Het bewijs dat iemand zelf inleverde. Het register wist het zodra het kantoor besluit."
IN_PAKKET = "Het bestand zelf zit in dit pakket."
GEPARKEERD = {"opleiding": F("opleiding__naam"), "opleider": F("opleider__naam")}


@dataclass(frozen=True, slots=True)
class Bron:
    """Rows of one model that lead to a person by `van`: a lookup from the model, or a function of the person.

    `weglaten`: column → why it stays. `lees`: column, or an extra one → what is given in its place. `omzetten`:
    column → what makes it readable. `bestanden`: the files that belong to a row, as (name, bytes).
    """

    naam: str
    model: type[Model]
    van: str | Callable[[Gebruiker], Q]
    weglaten: Mapping[str, str] = field(default_factory=dict)
    lees: Mapping[str, Combinable] = field(default_factory=dict)
    omzetten: Mapping[str, Callable[[Any], str | None]] = field(default_factory=dict)
    bestanden: Callable[[Any], Iterable[tuple[str, bytes]]] | None = None

    @property
    def kolommen(self) -> list[Field]:
        return [item for item in self.model._meta.concrete_fields if item.name not in self.weglaten]

    @property
    def namen(self) -> list[str]:
        """What each row holds, in this order: the columns, then what is extra."""
        eigen = [kolom.name for kolom in self.kolommen]
        return eigen + [naam for naam in self.lees if naam not in eigen]

    def find(self, gebruiker: Gebruiker) -> QuerySet:
        van = Q(**{self.van: gebruiker.pk}) if isinstance(self.van, str) else self.van(gebruiker)
        return self.model._default_manager.filter(van).order_by("pk")


def find_eigen_logregels(gebruiker: Gebruiker) -> Q:
    """What somebody did, and what was done with rows that lead to them; the logboek holds references alone."""
    eigen = [refer(gebruiker)]
    for bron in BRONNEN:
        if bron.model is not Logregel:
            naam = bron.model._meta.model_name
            eigen += [f"{naam}:{pk}" for pk in bron.find(gebruiker).values_list("pk", flat=True)]
    return Q(door=refer(gebruiker)) | Q(onderwerp__in=eigen)


def naam_van(pad: str) -> Combinable:
    """The whole name of the person at `pad`, empty when there is none."""
    delen = Concat(f"{pad}__voornaam", Value(" "), f"{pad}__tussenvoegsel", Value(" "), f"{pad}__achternaam")
    return Trim(Replace(delen, Value("  "), Value(" ")))


def find_eigen_uitnodigingen(gebruiker: Gebruiker) -> Q:
    """Organisations that asked somebody, by any address that this person confirmed."""
    adressen = EmailAddress.objects.filter(user=gebruiker, verified=True)
    return Q(email__in=adressen.values("email"))


BRONNEN = (
    Bron("account", Gebruiker, "pk", weglaten={"password": GEHEIM}),
    Bron("emailadressen", EmailAddress, "user"),
    Bron("inlogmiddelen", Authenticator, "user", weglaten={"data": GEHEIM}),
    Bron(
        "lidmaatschappen",
        Lidmaatschap,
        "gebruiker",
        lees={"organisatie": F("organisatie__naam"), "soort": F("organisatie__soort")},
    ),
    Bron(
        "uitnodigingen_van_organisaties",
        Ledenuitnodiging,
        find_eigen_uitnodigingen,
        weglaten={"code_hash": GEHEIM, "door": ANDER},
        lees={"organisatie": F("organisatie__naam")},
    ),
    Bron(
        "uitgenodigde_collegas",
        Ledenuitnodiging,
        "door",
        weglaten={"code_hash": GEHEIM},
        lees={"organisatie": F("organisatie__naam")},
    ),
    Bron(
        "raadplegingen",
        Raadpleging,
        "gebruiker",
        lees={"door": naam_van("door"), "organisatie": F("organisatie__naam")},
    ),
    Bron("naamswijzigingen", Naamswijziging, "gebruiker", weglaten={"bewijs": INGELEVERD, "besloten_door": ANDER}),
    Bron("berichtvoorkeuren", Berichtvoorkeur, "gebruiker"),
    Bron("berichten", Bericht, "gebruiker"),
    Bron("verzamelmails", Verzamelmail, "gebruiker"),
    Bron("concepten", Concept, "gebruiker", omzetten={"inhoud": decrypt_tekst}),
    Bron("voortgang", Voortgang, "gebruiker", weglaten={"bestand": IN_PAKKET}),
    Bron("ondertekeningen", Ondertekening, "gebruiker"),
    Bron("dilemmakeuzes", Dilemmakeuze, "gebruiker", omzetten={"reden": decrypt_tekst}),
    Bron("niveaus", Niveaustand, "gebruiker"),
    Bron("signalen", Signaal, "gebruiker"),
    Bron("reflecties", Reflectie, "gebruiker", omzetten={"tekst": decrypt_antwoorden}),
    Bron("aanleidingen", Aanleiding, "reflectie__gebruiker"),
    Bron(
        "gevraagde_bevestigingen",
        Bevestiging,
        "reflectie__gebruiker",
        weglaten={"bevestiger": ANDER, "uitnodiging_hash": GEHEIM},
        omzetten={"aanvulling": decrypt_tekst},
    ),
    Bron(
        "gegeven_bevestigingen",
        Bevestiging,
        "bevestiger",
        weglaten={"uitnodiging_hash": GEHEIM},
        omzetten={"aanvulling": decrypt_tekst},
    ),
    Bron(
        "openstellingen",
        Openstelling,
        "reflectie__gebruiker",
        weglaten={"aan": ANDER},
        lees={"organisatie": F("organisatie__naam")},
    ),
    Bron("opengesteld_voor_mij", Openstelling, "aan"),
    Bron("bijeenkomsten", Bijeenkomst, "aanwezigen__gebruiker", weglaten={"ingevoerd_door": ANDER}),
    Bron("ingevoerde_bijeenkomsten", Bijeenkomst, "ingevoerd_door"),
    Bron("aanwezigheden", Aanwezigheid, "gebruiker"),
    Bron("groepen", Groep, "leden__gebruiker"),
    Bron("groepslidmaatschappen", Groepslid, "gebruiker"),
    Bron("gedane_uitnodigingen", Uitnodiging, "door", weglaten={"code_hash": GEHEIM}),
    Bron("verwijdervoorstellen", Verwijdervoorstel, "lid__gebruiker"),
    Bron("verwijderstemmen", Verwijderstem, "lid__gebruiker"),
    Bron(
        "afspraken",
        Afspraak,
        "groep__leden__gebruiker",
        weglaten={"gastheer": ANDER, "gepland_door": ANDER},
    ),
    Bron("gastvrij_bij", Afspraak, "gastheer", weglaten={"gepland_door": ANDER}),
    Bron("geplande_afspraken", Afspraak, "gepland_door", weglaten={"gastheer": ANDER}),
    Bron("komsten", Komst, "gebruiker"),
    Bron("genoemde_aanwezigen", Aanwezigheid, "bijeenkomst__ingevoerd_door", weglaten={"gebruiker": ANDER}),
    Bron(
        "deelnames",
        Deelname,
        "gebruiker",
        lees={
            "opleiding": F("opleiding__naam"),
            "uitvoering": F("uitvoering__code"),
            "module": F("module__naam"),
            "bijeenkomst": F("bijeenkomst__code"),
            "opleider": F("opleiding__opleider__naam"),
        },
    ),
    Bron("accreditatiestappen", Accreditatiestap, "door", lees={"opleiding": F("accreditatie__opleiding__naam")}),
    Bron("deelnamewijzigingen", Deelnamewijziging, "deelname__gebruiker", weglaten={"door": ANDER}),
    Bron("geclaimde_regels", Geparkeerd, "deelname__gebruiker", lees=GEPARKEERD),
    Bron("gevonden_regels", Geparkeerd, "gevonden_door", lees=GEPARKEERD),
    Bron("registratie", Registratie, "gebruiker"),
    Bron("profiel", Profiel, "registratie__gebruiker", weglaten={"foto": IN_PAKKET}, bestanden=read_foto),
    Bron("activiteiten", Activiteit, "registratie__gebruiker"),
    Bron(
        "documenten",
        Document,
        "activiteit__registratie__gebruiker",
        weglaten={"bestand": IN_PAKKET},
        bestanden=read_document,
    ),
    Bron("werkperiodes", Werkperiode, "registratie__gebruiker"),
    Bron(
        "werkbevestigingen",
        Werkbevestiging,
        "werkperiode__registratie__gebruiker",
        weglaten={"token_hash": GEHEIM},
        omzetten={"adres": decrypt_tekst},
    ),
    Bron("aanvragen", Aanvraag, "registratie__gebruiker"),
    Bron("besluiten", Besluit, "aanvraag__registratie__gebruiker", weglaten={"genomen_door": ANDER}),
    Bron(
        "signaalafhandelingen",
        Signaalafhandeling,
        "besluit__aanvraag__registratie__gebruiker",
        weglaten={"afgehandeld_door": ANDER},
    ),
    Bron("termijnen", Termijn, "registratie__gebruiker"),
    Bron("herinneringen", Herinnering, "termijn__registratie__gebruiker"),
    Bron("gebeurtenissen", Gebeurtenis, "registratie__gebruiker", weglaten={"door": ANDER}),
    Bron(
        "certificaten",
        Certificaat,
        "termijn__registratie__gebruiker",
        weglaten={"verzegeld": IN_PAKKET},
        bestanden=read_certificaatbestand,
    ),
    Bron("agendasleutel", Agendasleutel, "gebruiker", weglaten={"hash": GEHEIM}),
    Bron("logboek", Logregel, find_eigen_logregels),
)

KANTOORWERK = "Wat iemand voor het registerkantoor besloot, hoort bij het dossier van degene over wie het gaat."
UITZONDERINGEN = {
    "account.EmailConfirmation": GEHEIM,
    "accounts.Naamswijziging.besloten_door": KANTOORWERK,
    "accounts.Raadpleging.door": "Naar wie je keek, staat in het overzicht van die ander.",
    "register.Besluit.genomen_door": KANTOORWERK,
    "opleidingen.Deelnamewijziging.door": "Wat iemand voor een opleider deed, hoort bij degene over wie het gaat.",
    "register.Gebeurtenis.door": KANTOORWERK,
    "register.Signaalafhandeling.afgehandeld_door": KANTOORWERK,
}
"""Models, and columns that point at a person, that do not go along, with the reason."""
