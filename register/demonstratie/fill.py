"""Fill an empty register in one transaction: all of it or nothing."""

from datetime import date
from random import Random

from django.db import transaction
from django_tasks_db.models import DBTaskResult

from accounts.models import Gebruiker
from register.demonstratie.aanbod import write_aanbod
from register.demonstratie.accreditaties import plan_accreditaties
from register.demonstratie.boeken import (
    write_eigen,
    write_ondertekeningen,
    write_overdenkingen,
    write_samenkomsten,
)
from register.demonstratie.daden import Dossierhouder, act, plan_leveringen
from register.demonstratie.denken import write_denken
from register.demonstratie.intervisie import write_groep
from register.demonstratie.jaren import (
    make_groepen,
    plan_eigen,
    plan_overdenkingen,
    plan_samenkomsten,
    plan_scholing,
)
from register.demonstratie.mensen import (
    write_gebruikers,
    write_medewerkers,
    write_organisaties,
    write_registraties,
)
from register.demonstratie.personages import MEDEWERKERS, PROFESSIONAL, Personage, draw_personages
from register.models import Registratie

ZAAD = "sam-register"
KANTOORMEDEWERKER = MEDEWERKERS["kantoor"][0]


@transaction.atomic
def fill_demonstratie(peildatum: date) -> bool:
    """Make the demonstration as it stands on `peildatum`. False, and nothing happens, when it is there already."""
    if Registratie.objects.filter(gebruiker__email=PROFESSIONAL.email).exists():
        return False
    waiting = list(DBTaskResult.objects.values_list("pk", flat=True))
    random = Random(ZAAD)
    personages = draw_personages(random)
    organisaties = write_organisaties(peildatum)
    write_aanbod(organisaties, peildatum)
    namen = [naam for naam, _ in MEDEWERKERS.values()] + [personage.naam for personage in personages]
    people = write_gebruikers(namen, random)
    write_medewerkers(people, organisaties, peildatum)
    registraties = write_registraties(personages, people, peildatum)
    write_jaren(personages, people, registraties, peildatum)
    write_denken(personages, people, people[PROFESSIONAL.email], peildatum, Random(f"{ZAAD}:denken"))
    scholing = [
        item for personage in personages for item in plan_scholing(personage, peildatum, seed(personage, "les"))
    ]
    houders = [
        Dossierhouder(personage, registraties[personage.naam.email], people[KANTOORMEDEWERKER.email], peildatum)
        for personage in personages
    ]
    act(
        [
            *plan_leveringen(scholing, people, organisaties, peildatum),
            *plan_accreditaties(people, organisaties, peildatum),
            *(daad for houder in houders for daad in houder.daden()),
        ]
    )
    DBTaskResult.objects.exclude(pk__in=waiting).delete()  # nobody wants mail about what never happened
    return True


def write_jaren(
    personages: list[Personage], people: dict[str, Gebruiker], registraties: dict[str, Registratie], peildatum: date
) -> None:
    """What everybody did since they began. Each group and person draws from a seed of their own."""
    groepen = make_groepen(personages)
    write_ondertekeningen(personages, people, peildatum)
    write_samenkomsten(
        (item for groep in groepen for item in plan_samenkomsten(groep, peildatum, seed(groep[0], "samen"))), people
    )
    write_groep(groepen, people, peildatum)
    write_overdenkingen(
        (
            item
            for groep in groepen
            for personage in groep
            for item in plan_overdenkingen(personage, groep, peildatum, seed(personage, "reflectie"))
        ),
        people,
    )
    write_eigen(
        (item for personage in personages for item in plan_eigen(personage, peildatum, seed(personage, "eigen"))),
        registraties,
    )


def seed(personage: Personage, what: str) -> Random:
    """Chance of one person in one matter, so that a change in one place does not move everything else."""
    return Random(f"{ZAAD}:{personage.naam.email}:{what}")
