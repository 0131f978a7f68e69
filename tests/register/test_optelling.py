"""One rule, one meaning: what the database adds up for everybody is what the pure maker adds up for each."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Organisatie
from accounts.services.gebruikers import create_gebruiker
from kern.periode import add_months
from opleidingen.models import Aanlevering
from register.criteria import Reglement, judge_sommen, load_reglement, sum_dossier
from register.criteria import Termijn as Dossiertermijn
from register.criteria.sommen import Sommen
from register.dossiers import collect_bundels, collect_omstandigheden
from register.models import Registratie
from register.optelling import Vraag, Waardeboek, collect_sommen
from register.overzicht import judge_registraties
from tests.register.bouw import complete_profiel, fill_dossier, start_termijn
from tests.register.criteria.bouw import CONCEPT, ROOT
from tests.register.willekeur import VAN, fill, rijen

REGLEMENTEN = [CONCEPT, *map(load_reglement, sorted((ROOT / "tests/register/criteria/registers").glob("*.toml")))]
PEILDATUMS = st.dates(VAN, date(2025, 6, 1))
TOT = add_months(VAN, 60)


@pytest.fixture
def twee(db) -> list[Registratie]:
    """Somebody with a term and somebody without; both have a dossier of random rows to come."""
    now = timezone.now()
    opleider = Organisatie.objects.create(soort="opleider", naam="O", aangevraagd_op=now)
    Aanlevering.objects.create(opleider=opleider, ingediend_op=now)
    wie = [create_gebruiker(email=f"{naam}@x.example", voornaam="N", achternaam="V") for naam in "ab"]
    return [start_termijn(wie[0], VAN).registratie, complete_profiel(wie[1])]


def as_sets(sommen: Sommen) -> Sommen:
    return replace(sommen, vakken={code: frozenset(vakken) for code, vakken in sommen.vakken.items()})


def compare(registraties: list[Registratie], reglement: Reglement, peildatum: date) -> None:
    termijnen = {registraties[0].pk: Dossiertermijn(VAN, TOT), registraties[1].pk: None}
    soorten = {pk: "herregistratie" if termijn else "eerste" for pk, termijn in termijnen.items()}
    bundels = collect_bundels(registraties, termijnen=termijnen)
    omstandigheden = collect_omstandigheden(registraties, termijnen=termijnen)
    vragen = [Vraag(een, reglement, soorten[een.pk], omstandigheden[een.pk]) for een in registraties]
    samen = collect_sommen(vragen, boek=Waardeboek(peildatum))
    for pk, soort in soorten.items():
        los = sum_dossier(reglement, bundels[pk].dossier, peildatum=peildatum, soort=soort)
        assert as_sets(samen[pk]) == as_sets(los)
        assert judge_sommen(reglement, samen[pk], soort=soort) == judge_sommen(reglement, los, soort=soort)


@pytest.mark.parametrize("reglement", REGLEMENTEN, ids=lambda reglement: reglement.code)
def test_the_database_and_the_pure_maker_agree(twee, reglement):
    @settings(
        max_examples=40 if reglement is CONCEPT else 8,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
    @given(st.tuples(rijen(reglement), rijen(reglement)), PEILDATUMS)
    def agree(dossiers, peildatum):
        with transaction.atomic():
            for registratie, dossier in zip(twee, dossiers, strict=True):
                fill(registratie, dossier)
            compare(twee, reglement, peildatum)
            transaction.set_rollback(True)

    agree()


def test_one_or_three_people_take_the_same_queries(twee, collega, django_assert_num_queries):
    for nummer in range(2):
        gebruiker = create_gebruiker(email=f"n{nummer}@x.example", voornaam="N", achternaam="Vos")
        fill_dossier(start_termijn(gebruiker, VAN + timedelta(days=nummer)), peer=collega)
    for aantal in (3, 4):
        registraties = Registratie.objects.select_related("profiel").order_by("pk")[:aantal]
        # who, careers, work, signatures, four kinds of entries with a term and without, what courses count for
        with django_assert_num_queries(13):
            oordelen = judge_registraties(registraties, boek=Waardeboek(VAN + timedelta(days=1800)))
        assert [oordeel.voldaan for oordeel in oordelen] == [False, False, True, True][:aantal]
