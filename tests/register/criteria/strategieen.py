"""Dossiers as hypothesis makes them: any that the schema allows, and any for the concept reglement."""

from datetime import date

from hypothesis import strategies as st

from register.criteria import Bewijs, Dossier, Ontheffing, Verklaring, Werkperiode
from register.criteria.dossier import Activiteit, Termijn
from tests.register.criteria.bouw import CONCEPT, KERNWAARDEN, LEEFWERELDEN

DAGEN = st.dates(date(2021, 6, 1), date(2027, 6, 1))
SOORTEN = st.sampled_from(sorted(CONCEPT.soorten))
VERTROUWEN = st.sampled_from("ABC")
MINUTEN = st.integers(0, 1200)


def kenmerken():
    waarden = {
        "kernwaarde": st.frozensets(st.sampled_from(KERNWAARDEN), min_size=1, max_size=2),
        "leefwereld": st.frozensets(st.sampled_from(LEEFWERELDEN), min_size=1, max_size=2),
    }
    return st.fixed_dictionaries({}, optional=waarden)


def activiteiten(soorten=SOORTEN, kenmerken=kenmerken(), minuten=MINUTEN, dagen=DAGEN):  # noqa: B008  (a strategy is a value)
    """Lists of activities with ids of their own."""
    losse = st.builds(
        Activiteit,
        id=st.text("abcdefgh", min_size=1, max_size=4),
        datum=dagen,
        soort=soorten,
        minuten=minuten,
        vertrouwen=VERTROUWEN,
        punten=st.none() | st.decimals(0, 20, places=2),
        geaccrediteerd=st.booleans(),
        kenmerken=kenmerken,
        deelnemers=st.none() | st.integers(1, 12),
        organisaties=st.none() | st.integers(1, 4),
    )
    return st.lists(losse, max_size=14, unique_by=lambda item: item.id).map(tuple)


WERK = st.builds(
    lambda id, van, dagen, uren, vertrouwen: Werkperiode(
        id, van, None if dagen is None else date.fromordinal(van.toordinal() + dagen), uren, vertrouwen
    ),
    st.text("xyz", min_size=1, max_size=3),
    DAGEN,
    st.none() | st.integers(1, 900),
    st.decimals(0, 40, places=1),
    VERTROUWEN,
)
DOSSIERS = st.builds(
    Dossier,
    termijn=st.builds(Termijn, st.just(date(2022, 1, 1)), st.just(date(2027, 1, 1)), st.integers(1, 2)),
    activiteiten=activiteiten(),
    werkperiodes=st.lists(WERK, max_size=4, unique_by=lambda item: item.id).map(tuple),
    verklaringen=st.lists(st.builds(Verklaring, st.just("beroepscode"), DAGEN), max_size=1).map(tuple),
    bewijzen=st.lists(st.builds(Bewijs, st.sampled_from(["profiel", "werk"]), DAGEN, VERTROUWEN), max_size=2).map(
        tuple
    ),
    ontheffingen=st.lists(st.builds(Ontheffing, st.just("ziekte"), DAGEN, st.just(6)), max_size=1).map(tuple),
)
PEILDATUMS = st.dates(date(2021, 12, 1), date(2027, 8, 1))
