"""Besluiten that rested on a completion which an opleider changed or withdrew since. Nothing here alters a besluit.

A signal is found the moment somebody looks: a change after a besluit, of an entry in the dossier that the besluit
keeps, that no one of the office handled yet. What was undone since is no signal.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import Exists, F, OuterRef

from opleidingen.dossiers import Wijzigingsfeit, collect_deelnames, collect_wijzigingen
from opleidingen.models import Deelnamewijziging
from register.criteria import Activiteit, Dossier, EisUitkomst, Reglement, dossier_from_json, toets_eisen
from register.dossiers import read_deelname
from register.models import Besluit, Signaalafhandeling
from register.regelgeving import find_reglement

BESLUIT = "deelname__gebruiker__registratie__aanvragen__besluit"
Entries = Mapping[str, tuple[Activiteit, ...]]
"""The parts of each completion by the id of the whole."""


@dataclass(frozen=True, slots=True)
class Signaal:
    """A besluit, what changed since, and the toets on its own day and reglement: `toen` as it was decided, `nu` with
    every completion as it is today, `zonder` without the changed ones at all.
    """

    besluit: Besluit
    wijzigingen: tuple[Wijzigingsfeit, ...]
    reglement: Reglement
    toen: tuple[EisUitkomst, ...]
    nu: tuple[EisUitkomst, ...]
    zonder: tuple[EisUitkomst, ...]

    @property
    def gevallen(self) -> list[EisUitkomst]:
        """The eisen whose judgement would be another one now."""
        return [nu for toen, nu in zip(self.toen, self.nu, strict=True) if toen.oordeel != nu.oordeel]


def collect_signalen(besluiten: Collection[int] | None = None) -> list[Signaal]:
    """The open signals, the besluit that was taken first on top; of all besluiten, or of those with these ids.

    Five statements, however many signals and people.
    """
    per_besluit = _find_open(besluiten)
    gevonden = Besluit.objects.filter(pk__in=per_besluit).order_by("genomen_op", "pk")
    gevonden = list(gevonden.select_related("aanvraag__registratie__gebruiker", "genomen_door"))
    mensen = {besluit.aanvraag.registratie.gebruiker_id for besluit in gevonden}
    feiten = {feit.id: feit for feit in collect_wijzigingen(mensen)}
    entries = {f"deelname:{feit.id}": tuple(read_deelname(feit)) for feit in collect_deelnames(mensen)}
    signalen = (
        _judge(besluit, [feiten[pk] for pk in sorted(per_besluit[besluit.pk]) if pk in feiten], entries)
        for besluit in gevonden
    )
    return [signaal for signaal in signalen if signaal]


def _find_open(besluiten: Collection[int] | None) -> dict[int, list[int]]:
    """The changes since each besluit that nobody of the office handled, by besluit id."""
    afgehandeld = Signaalafhandeling.objects.filter(wijziging=OuterRef("pk"), besluit=OuterRef(BESLUIT))
    rijen = Deelnamewijziging.objects.filter(
        ~Exists(afgehandeld),
        deelname__geboekt_op__lt=F(f"{BESLUIT}__genomen_op"),
        op__gt=F(f"{BESLUIT}__genomen_op"),
    )
    if besluiten is not None:
        rijen = rijen.filter(**{f"{BESLUIT}__in": besluiten})
    per_besluit: dict[int, list[int]] = defaultdict(list)
    for besluit_id, wijziging_id in rijen.values_list(BESLUIT, "pk"):
        per_besluit[besluit_id].append(wijziging_id)
    return per_besluit


def _judge(besluit: Besluit, feiten: Iterable[Wijzigingsfeit], entries: Entries) -> Signaal | None:
    """None when the besluit did not rest on what changed, or when all is as it was again."""
    bewaard = besluit.dossier.get("activiteiten", [])
    in_dossier = {item.get("geheel") or item["id"] for item in bewaard}
    feiten = tuple(feit for feit in feiten if f"deelname:{feit.deelname_id}" in in_dossier)
    if not feiten:
        return None
    dossier = dossier_from_json(besluit.dossier)
    geraakt = {f"deelname:{feit.deelname_id}" for feit in feiten}
    toen_entries = [item for item in dossier.activiteiten if find_geheel(item) in geraakt]
    if set_of(toen_entries) == set_of(item for geheel in geraakt for item in entries.get(geheel, ())):
        return None
    reglement = find_reglement(besluit.reglement)
    varianten = (dossier, renew(dossier, entries), drop(dossier, geraakt))
    toen, nu, zonder = (
        toets_eisen(reglement, variant, peildatum=besluit.peildatum, soort=besluit.aanvraag.soort)
        for variant in varianten
    )
    return Signaal(besluit, feiten, reglement, toen, nu, zonder)


def find_geheel(activiteit: Activiteit) -> str:
    return activiteit.geheel or activiteit.id


def set_of(activiteiten: Iterable[Activiteit]) -> dict[str, Activiteit]:
    """Entries by id, to compare without their order."""
    return {item.id: item for item in activiteiten}


def renew(dossier: Dossier, entries: Entries) -> Dossier:
    """The same dossier with every completion as it is today; a withdrawn one is gone."""
    gehelen = dict.fromkeys(find_geheel(item) for item in dossier.activiteiten)
    deelnames = [geheel for geheel in gehelen if geheel.startswith("deelname:")]
    blijft = [item for item in dossier.activiteiten if not find_geheel(item).startswith("deelname:")]
    vandaag = (item for geheel in deelnames for item in entries.get(geheel, ()))
    return replace(dossier, activiteiten=(*blijft, *vandaag))


def drop(dossier: Dossier, gehelen: Collection[str]) -> Dossier:
    return replace(
        dossier, activiteiten=tuple(item for item in dossier.activiteiten if find_geheel(item) not in gehelen)
    )
