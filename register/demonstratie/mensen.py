"""Write organisations and people. What is there by its natural key (name, e-mail address) stays as it is."""

from collections.abc import Iterable
from datetime import date, datetime, time
from random import Random

from allauth.account.models import EmailAddress
from django.utils import timezone
from stdnum import damm

from accounts.models import Gebruiker, Lidmaatschap, Organisatie
from accounts.nummers import LENGTE
from accounts.services.gebruikers import name_gebruiker
from kern.periode import add_months
from register.demonstratie.catalogus import ORGANISATIES
from register.demonstratie.namen import Naam
from register.demonstratie.personages import MEDEWERKERS, Fase, Personage
from register.models import Profiel, Registratie, Werkperiode

NOG_TE_BEVESTIGEN = {Fase.LEERREGISTER, Fase.EERSTE_AANGEVRAAGD}


def moment(dag: date, uur: int = 10) -> datetime:
    """A moment on a Dutch day."""
    return datetime.combine(dag, time(uur), tzinfo=timezone.get_default_timezone())


def write_organisaties(peildatum: date) -> dict[str, Organisatie]:
    """The organisations by name, admitted seven years ago."""
    op = moment(add_months(peildatum, -84))
    for soort, naam in ORGANISATIES:
        email = f"info@{naam.lower().replace(' ', '-')}.example"
        values = {"email": email, "aangevraagd_op": op, "toegelaten_op": op}
        Organisatie.objects.get_or_create(soort=soort, naam=naam, defaults=values)
    return {organisatie.naam: organisatie for organisatie in Organisatie.objects.all()}


def write_gebruikers(namen: Iterable[Naam], random: Random) -> dict[str, Gebruiker]:
    """People by e-mail address, with a confirmed address and a number drawn from `random`. They have no password."""
    namen = list(namen)
    known = set(Gebruiker.objects.values_list("email", flat=True))
    numbers = draw_nummers(random, len(namen), set(Gebruiker.objects.values_list("registratienummer", flat=True)))
    fresh = [make_gebruiker(naam, nummer) for naam, nummer in zip(namen, numbers, strict=True)]
    Gebruiker.objects.bulk_create(gebruiker for gebruiker in fresh if gebruiker.email not in known)
    people = {person.email: person for person in Gebruiker.objects.filter(email__in=[n.email for n in namen])}
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=email, verified=True, primary=True)
        for email, person in people.items()
        if email not in known
    )
    return people


def make_gebruiker(naam: Naam, nummer: str) -> Gebruiker:
    gebruiker = Gebruiker(email=naam.email, registratienummer=nummer)
    name_gebruiker(gebruiker, voornaam=naam.voornaam, tussenvoegsel=naam.tussenvoegsel, achternaam=naam.achternaam)
    gebruiker.set_unusable_password()
    return gebruiker


def draw_nummers(random: Random, aantal: int, taken: set[str]) -> list[str]:
    numbers: list[str] = []
    while len(numbers) < aantal:
        body = str(random.randrange(10 ** (LENGTE - 2), 10 ** (LENGTE - 1)))
        nummer = body + damm.calc_check_digit(body)
        if nummer not in taken:
            taken.add(nummer)
            numbers.append(nummer)
    return numbers


def write_medewerkers(people: dict[str, Gebruiker], organisaties: dict[str, Organisatie], peildatum: date) -> None:
    for naam, organisatie in MEDEWERKERS.values():
        Lidmaatschap.objects.get_or_create(
            gebruiker=people[naam.email],
            organisatie=organisaties[organisatie],
            defaults={"rol": Lidmaatschap.Rol.BEHEERDER, "geldig_van": add_months(peildatum, -72)},
        )


def write_registraties(
    personages: Iterable[Personage], people: dict[str, Gebruiker], peildatum: date
) -> dict[str, Registratie]:
    """A registration with profile and work for everybody who has none yet; by e-mail address, the new ones alone."""
    known = set(Registratie.objects.values_list("gebruiker__email", flat=True))
    fresh = [personage for personage in personages if personage.naam.email not in known]
    registraties = Registratie.objects.bulk_create(
        Registratie(gebruiker=people[personage.naam.email]) for personage in fresh
    )
    pairs = list(zip(fresh, registraties, strict=True))
    for personage, registratie in pairs:
        registratie.aangemaakt_op = moment(add_months(personage.first_day(peildatum), -2))
    Registratie.objects.bulk_update(registraties, ["aangemaakt_op"])
    Profiel.objects.bulk_create(make_profiel(*pair, peildatum) for pair in pairs)
    Werkperiode.objects.bulk_create(periode for pair in pairs for periode in make_werk(*pair, peildatum))
    return {personage.naam.email: registratie for personage, registratie in pairs}


def make_profiel(personage: Personage, registratie: Registratie, peildatum: date) -> Profiel:
    bevestigd = None
    if personage.fase not in NOG_TE_BEVESTIGEN:
        bevestigd = moment(add_months(personage.first_day(peildatum), -1))
    return Profiel(
        registratie=registratie,
        beroep=personage.beroep,
        werkgever=personage.werkgever,
        functie=personage.functie,
        telefoon=f"06 {registratie.pk % 10**4 + 10**4:05d} 000",
        identiteit_bevestigd_op=bevestigd,
        werk_bevestigd_op=bevestigd,
    )


def make_werk(personage: Personage, registratie: Registratie, peildatum: date) -> list[Werkperiode]:
    """An earlier job and the present one, with no gap or a short one between them."""
    begin = personage.first_day(peildatum)
    change = add_months(begin, personage.spreiding)
    change = min(change, add_months(peildatum, -2))
    earlier = Werkperiode(
        registratie=registratie,
        werkgever="Gemeente Lindebeek",
        functie=personage.functie,
        van_datum=add_months(begin, -30),
        tot_datum=change,
        uren_per_week=24 if personage.spreiding % 3 else 32,
        bevestigd_op=moment(change),
        bevestigd_door="Gemeente Lindebeek",
    )
    present = Werkperiode(
        registratie=registratie,
        werkgever=personage.werkgever,
        functie=personage.functie,
        van_datum=add_months(change, personage.spreiding % 3),
        uren_per_week=28 if personage.spreiding % 2 else 36,
    )
    if personage.fase not in NOG_TE_BEVESTIGEN:
        present.bevestigd_op = moment(add_months(peildatum, -1))
        present.bevestigd_door = personage.werkgever
    return [earlier, present]
