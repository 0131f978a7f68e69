"""The message of *Mijn register*: one sentence that says where somebody stands."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.formats import date_format, number_format

from kern.duur import format_duur
from register.criteria import EERSTE, NVT
from register.status import Registerstatus
from register.toetsing import Toetsing
from register.views.dossierregels import Dossierregel
from register.views.volgende_stap import Volgende

LAATSTE_JAAR = 365
"""From so many days before the end of a term the heading says what is short; before that, until when it runs."""
DAG = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Kop:
    titel: str
    zin: str = ""


def describe_kop(toetsing: Toetsing, volgende: Volgende | None, regels: list[Dossierregel]) -> Kop:
    if bijzonder := _describe_status(toetsing):
        return bijzonder
    if toetsing.soort == EERSTE:
        return _describe_leerjaar(toetsing, regels)
    return _describe_termijn(toetsing, volgende)


def _describe_status(toetsing: Toetsing) -> Kop | None:
    """What goes before everything else: a decision that is awaited, a measure, a term that ended."""
    if toetsing.loopbaan.open_aanvraag_id:
        return Kop(
            "Je aanvraag ligt bij het registerkantoor",
            "Je hoeft nu niets te doen. Je krijgt een mail bij het besluit.",
        )
    if toetsing.status.soort == Registerstatus.GESCHORST:
        return Kop(
            "Je registratie is geschorst", "Je kunt blijven loggen. Vragen? Neem contact op met het registerkantoor."
        )
    if toetsing.status.soort == Registerstatus.DOORGEHAALD:
        return Kop(
            "Je registratie is doorgehaald",
            "Je kunt blijven loggen. Vragen? Neem contact op met het registerkantoor.",
        )
    if toetsing.status.soort == Registerstatus.VERLOPEN:
        einde = date_format(toetsing.status.geldig_tot, "j F Y")
        return Kop(f"Je registratie liep tot {einde}", "Je kunt een nieuwe eerste registratie aanvragen.")
    if toetsing.status.is_uitgeschreven:
        einde = date_format(toetsing.status.geldig_tot, "j F Y")
        return Kop("Je staat in het leerregister", f"Je schreef je uit op {einde}. Loggen en leren kan altijd.")
    return None


def _describe_leerjaar(toetsing: Toetsing, regels: list[Dossierregel]) -> Kop:
    """The Leerregister has no norm: what was learned this year is the message."""
    minuten = sum(regel.minuten for regel in regels if regel.datum.year == toetsing.peildatum.year)
    zin = "Je staat in het leerregister: je logt wat je leert, zonder norm."
    return Kop(f"Dit jaar leerde je {format_duur(minuten)}" if minuten else "Wat leerde je laatst?", zin)


def _describe_termijn(toetsing: Toetsing, volgende: Volgende | None) -> Kop:
    tot = toetsing.uitkomst.termijn_tot
    einde = f"Je bent geregistreerd tot {date_format(tot, 'j F Y')}"
    if not toetsing.tekorten:
        return Kop("Je kunt herregistratie aanvragen", f"Je hebt alles wat nodig is. {einde}.")
    over = f"{count_klaar(toetsing)} Je hebt nog {count_dagen(toetsing)}."
    if volgende and tot - toetsing.peildatum <= LAATSTE_JAAR * DAG:
        return Kop(f"Je mist nog {volgende.mist}", f"{einde}. {over}")
    return Kop(einde, over)


def count_klaar(toetsing: Toetsing) -> str:
    """What is done comes before what is not."""
    gelden = [eis for eis in toetsing.uitkomst.eisen if eis.oordeel != NVT]
    klaar = len(gelden) - len(toetsing.tekorten)
    return f"{klaar} van de {len(gelden)} eisen {'is' if klaar == 1 else 'zijn'} klaar."


def count_dagen(toetsing: Toetsing) -> str:
    """Days left, today included: the last day of a term says `1 dag`."""
    dagen = max((toetsing.uitkomst.termijn_tot - toetsing.peildatum).days, 0)
    return "1 dag" if dagen == 1 else f"{number_format(dagen, force_grouping=True)} dagen"
