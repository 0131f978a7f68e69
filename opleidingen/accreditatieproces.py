"""How an application for accreditation goes from one status to the next, as data. Pure.

A refusal takes two people: one proposes it, another confirms it. Who refused has no say in the bezwaar against it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kern.fouten import Fout

OPLEIDER, KANTOOR = "opleider", "kantoor"

CONCEPT = "concept"
INGEDIEND = "ingediend"
AANVULLING_GEVRAAGD = "aanvulling-gevraagd"
AFWIJZING_VOORGESTELD = "afwijzing-voorgesteld"
GEACCREDITEERD = "geaccrediteerd"
AFGEWEZEN = "afgewezen"
BEZWAAR = "bezwaar"
ONGEGROND_VOORGESTELD = "ongegrond-voorgesteld"
INGETROKKEN = "ingetrokken"

LOPEND = (CONCEPT, INGEDIEND, AANVULLING_GEVRAAGD, AFWIJZING_VOORGESTELD, BEZWAAR, ONGEGROND_VOORGESTELD)
"""Somebody still has to do something."""
TE_WIJZIGEN = (CONCEPT, AANVULLING_GEVRAAGD)
"""The opleider can still change what it asks."""
BIJ_KANTOOR = (INGEDIEND, AFWIJZING_VOORGESTELD, BEZWAAR, ONGEGROND_VOORGESTELD)
"""The office has to do something."""
BINNENSKAMERS = {AFWIJZING_VOORGESTELD: INGEDIEND, ONGEGROND_VOORGESTELD: BEZWAAR}
"""What the office is still discussing, and what the opleider sees in its place."""


@dataclass(frozen=True, slots=True)
class Handeling:
    """One way to go on. `woord` tells of it in the history, `naam` is what a button or choice says.

    `reden` asks for a reason, `intern` keeps it inside the office. `niet_door` names earlier steps: who did the last
    of one of those may not do this.
    """

    code: str
    van: tuple[str, ...]
    naar: str
    door: str
    naam: str
    woord: str
    reden: bool = True
    intern: bool = False
    niet_door: tuple[str, ...] = ()


AFWIJZERS = ("afwijzing-voorstellen", "afwijzen")

HANDELINGEN: dict[str, Handeling] = {
    handeling.code: handeling
    for handeling in (
        Handeling("indienen", (CONCEPT,), INGEDIEND, OPLEIDER, "Verstuur", "Aanvraag ingediend", reden=False),
        Handeling(
            "aanvulling-vragen",
            (INGEDIEND,),
            AANVULLING_GEVRAAGD,
            KANTOOR,
            "Vraag om aanvulling",
            "Aanvulling gevraagd",
        ),
        Handeling(
            "aanvullen", (AANVULLING_GEVRAAGD,), INGEDIEND, OPLEIDER, "Verstuur de aanvulling", "Aanvraag aangevuld"
        ),
        Handeling(
            "accrediteren", (INGEDIEND,), GEACCREDITEERD, KANTOOR, "Accrediteer", "Geaccrediteerd", reden=False
        ),
        Handeling(
            "afwijzing-voorstellen",
            (INGEDIEND,),
            AFWIJZING_VOORGESTELD,
            KANTOOR,
            "Stel voor om af te wijzen",
            "Afwijzing voorgesteld",
            intern=True,
        ),
        Handeling(
            "voorstel-terugnemen",
            (AFWIJZING_VOORGESTELD,),
            INGEDIEND,
            KANTOOR,
            "Neem de afwijzing niet over",
            "Voorstel om af te wijzen niet overgenomen",
            intern=True,
        ),
        Handeling(
            "afwijzen",
            (AFWIJZING_VOORGESTELD,),
            AFGEWEZEN,
            KANTOOR,
            "Bevestig de afwijzing",
            "Afgewezen",
            niet_door=("afwijzing-voorstellen",),
        ),
        Handeling("bezwaar-maken", (AFGEWEZEN,), BEZWAAR, OPLEIDER, "Maak bezwaar", "Bezwaar gemaakt"),
        Handeling(
            "bezwaar-intrekken",
            (BEZWAAR, ONGEGROND_VOORGESTELD),
            AFGEWEZEN,
            OPLEIDER,
            "Trek het bezwaar in",
            "Bezwaar ingetrokken",
            reden=False,
        ),
        Handeling(
            "bezwaar-gegrond",
            (BEZWAAR,),
            GEACCREDITEERD,
            KANTOOR,
            "Bezwaar gegrond: accrediteer",
            "Bezwaar gegrond: geaccrediteerd",
            niet_door=AFWIJZERS,
        ),
        Handeling(
            "ongegrond-voorstellen",
            (BEZWAAR,),
            ONGEGROND_VOORGESTELD,
            KANTOOR,
            "Stel voor: bezwaar ongegrond",
            "Bezwaar ongegrond voorgesteld",
            intern=True,
            niet_door=AFWIJZERS,
        ),
        Handeling(
            "ongegrond-terugnemen",
            (ONGEGROND_VOORGESTELD,),
            BEZWAAR,
            KANTOOR,
            "Neem dit voorstel niet over",
            "Voorstel over het bezwaar niet overgenomen",
            intern=True,
            niet_door=AFWIJZERS,
        ),
        Handeling(
            "bezwaar-ongegrond",
            (ONGEGROND_VOORGESTELD,),
            AFGEWEZEN,
            KANTOOR,
            "Bevestig: bezwaar ongegrond",
            "Bezwaar ongegrond: afwijzing blijft",
            niet_door=(*AFWIJZERS, "ongegrond-voorstellen"),
        ),
        Handeling(
            "intrekken",
            (CONCEPT, INGEDIEND, AANVULLING_GEVRAAGD, AFWIJZING_VOORGESTELD),
            INGETROKKEN,
            OPLEIDER,
            "Trek de aanvraag in",
            "Aanvraag ingetrokken",
            reden=False,
        ),
    )
}

KAN_NU_NIET = Fout(
    "stap-past-niet",
    "Deze stap past niet bij hoe de aanvraag er nu voor staat. Misschien was iemand je voor. Bekijk de stand.",
)
REDEN_ONTBREEKT = Fout("reden-ontbreekt", "Schrijf op waarom.", "reden")
TWEEDE_BEOORDELAAR = Fout(
    "tweede-beoordelaar",
    "Je nam zelf al een deel van dit besluit. Vraag een collega om dit te doen.",
)


def show_status(status: str) -> str:
    """What the opleider is told."""
    return BINNENSKAMERS.get(status, status)


def find_handelingen(status: str, door: str) -> tuple[Handeling, ...]:
    """What this side can do now, in the order of the table."""
    return tuple(h for h in HANDELINGEN.values() if status in h.van and h.door == door)


def find_fouten(
    handeling: Handeling, *, status: str, wie: int, reden: str, eerder: Mapping[str, int | None]
) -> tuple[Fout, ...]:
    """Why somebody may not do this now. `eerder` says who did each kind of step last."""
    if status not in handeling.van:
        return (KAN_NU_NIET,)
    fouten = []
    if handeling.reden and not reden.strip():
        fouten.append(REDEN_ONTBREEKT)
    if not may_do(handeling, wie=wie, eerder=eerder):
        fouten.append(TWEEDE_BEOORDELAAR)
    return tuple(fouten)


def may_do(handeling: Handeling, *, wie: int, eerder: Mapping[str, int | None]) -> bool:
    """Whether this person took no part in what this step decides over."""
    return wie not in {eerder.get(code) for code in handeling.niet_door}
