"""The judgement: a reglement and sums in, an outcome per eis out."""

from collections.abc import Iterable, Mapping
from datetime import date

from register.criteria.dossier import Activiteit, Dossier
from register.criteria.fouten import Fout, Onbruikbaar
from register.criteria.reglement import Reglement
from register.criteria.sommen import Sommen, group_plaatsen, make_sommen
from register.criteria.stand import Stand
from register.criteria.stappen import make_stappen
from register.criteria.telling import Plaats, place_all
from register.criteria.tijdvak import Tijdvak, look_back, make_tijdvak
from register.criteria.uitkomst import NVT, TEKORT, VOLDAAN, VOORLOPIG, EisUitkomst, Uitkomst
from register.criteria.verdeling import divide, fill_maxima
from register.criteria.verlichting import combine_factoren, count_verlenging, find_lichters
from register.criteria.vorm import Eis, Meting

HERREGISTRATIE = "herregistratie"
EERSTE = "eerste"


def toets(reglement: Reglement, dossier: Dossier, *, peildatum: date, soort: str = HERREGISTRATIE) -> Uitkomst:
    """Judge a dossier as it stands at the end of `peildatum`.

    What happened later does not exist yet. Raises Onbruikbaar when a herregistratie has no termijn.
    """
    tijdvak = find_tijdvak(reglement, dossier, peildatum=peildatum, soort=soort)
    bestaand = find_bestaand(dossier, peildatum)
    plaatsen = place_activiteiten(reglement, bestaand, tijdvak)
    stand = make_stand(reglement, _add_up(reglement, dossier, plaatsen, tijdvak))
    eisen = judge(reglement, stand, soort=soort)
    geldend = [code for code in plaatsen if _counts(reglement, stand, code, soort)]
    return Uitkomst(
        voldaan=is_voldaan(eisen),
        soort=soort,
        peildatum=peildatum,
        reglement=reglement.sleutel,
        termijn_van=tijdvak.van,
        termijn_tot=tijdvak.tot,
        eisen=eisen,
        activiteiten=divide(bestaand, {code: plaatsen[code] for code in geldend}, reglement, stand),
        maxima=fill_maxima(stand, geldend),
    )


def toets_eisen(
    reglement: Reglement, dossier: Dossier, *, peildatum: date, soort: str = HERREGISTRATIE
) -> tuple[EisUitkomst, ...]:
    """Judge like `toets`, without saying what each entry counts for."""
    return judge_sommen(reglement, sum_dossier(reglement, dossier, peildatum=peildatum, soort=soort), soort=soort)


def sum_dossier(reglement: Reglement, dossier: Dossier, *, peildatum: date, soort: str = HERREGISTRATIE) -> Sommen:
    """The sums of one dossier under a reglement, as it stands at the end of `peildatum`."""
    tijdvak = find_tijdvak(reglement, dossier, peildatum=peildatum, soort=soort)
    plaatsen = place_activiteiten(reglement, find_bestaand(dossier, peildatum), tijdvak)
    return _add_up(reglement, dossier, plaatsen, tijdvak)


def judge_sommen(reglement: Reglement, sommen: Sommen, *, soort: str = HERREGISTRATIE) -> tuple[EisUitkomst, ...]:
    """Judge on sums, however they were made: of one dossier, or by the database for everybody at once."""
    return judge(reglement, make_stand(reglement, sommen), soort=soort)


def _add_up(
    reglement: Reglement, dossier: Dossier, plaatsen: Mapping[str, Iterable[Plaats]], tijdvak: Tijdvak
) -> Sommen:
    vakken = {code: group_plaatsen(eigen, reglement.definitief) for code, eigen in plaatsen.items()}
    return make_sommen(dossier, tijdvak=tijdvak, vakken=vakken, definitief=reglement.definitief)


def find_bestaand(dossier: Dossier, peildatum: date) -> list[Activiteit]:
    """The entries that exist on `peildatum`, in the order in which maxima fill."""
    return sorted((item for item in dossier.activiteiten if item.datum <= peildatum), key=_by_date)


def _by_date(activiteit: Activiteit) -> tuple[date, str]:
    return (activiteit.datum, activiteit.id)


def place_activiteiten(
    reglement: Reglement, activiteiten: list[Activiteit], tijdvak: Tijdvak
) -> dict[str, list[Plaats]]:
    """The place of every activity for every eis that counts activities."""
    maxima = reglement.maxima_on(tijdvak.peildatum)
    return {
        code: list(
            place_all(
                activiteiten,
                telling=telling,
                maxima=maxima[code],
                tijdvak=tijdvak,
                waardering=reglement.waardering,
            )
        )
        for code, telling in reglement.tellingen.items()
    }


def _counts(reglement: Reglement, stand: Stand, code: str, soort: str) -> bool:
    """True when an eis, and the one it is a part of, is judged in this soort toets."""
    hoofd = reglement.eisen[code.partition(".")[0]]
    return soort in hoofd.bij and hoofd.applies(stand) and reglement.alle_eisen[code].applies(stand)


def judge(reglement: Reglement, stand: Stand, *, soort: str) -> tuple[EisUitkomst, ...]:
    """Judge on sums alone: the part that is the same for one dossier and for the whole register."""
    return tuple(judge_eis(eis, stand) for eis in reglement.eisen.values() if soort in eis.bij)


def is_voldaan(eisen: Iterable[EisUitkomst]) -> bool:
    """True when nothing is short and nothing is voorlopig."""
    return all(eis.oordeel in (VOLDAAN, NVT) for eis in eisen)


def judge_eis(eis: Eis, stand: Stand) -> EisUitkomst:
    """An eis is voldaan when what is definitief suffices, and voorlopig when only everything together does."""
    alles = eis.vorm.measure(eis.code, stand, definitief=False)
    definitief = eis.vorm.measure(eis.code, stand, definitief=True)
    oordeel = _decide(eis, stand, alles, definitief)
    telt = definitief if oordeel == VOLDAAN else alles
    return EisUitkomst(
        code=eis.code,
        titel=eis.titel,
        artikel=eis.artikel,
        oordeel=oordeel,
        behaald=alles.behaald,
        definitief=definitief.behaald,
        vereist=telt.vereist,
        tekort=telt.tekort,
        eenheid=eis.vorm.eenheid,
        stappen=make_stappen(eis, telt.gaten, stand) if oordeel == TEKORT else (),
        onderdelen=tuple(judge_eis(deel, stand) for deel in eis.vorm.onderdelen),
        overdracht=definitief.overdracht,
    )


def _decide(eis: Eis, stand: Stand, alles: Meting, definitief: Meting) -> str:
    if not eis.applies(stand):
        return NVT
    if not definitief.tekort:
        return VOLDAAN
    return TEKORT if alles.tekort else VOORLOPIG


def find_tijdvak(reglement: Reglement, dossier: Dossier, *, peildatum: date, soort: str = HERREGISTRATIE) -> Tijdvak:
    """The term with its extensions; for a first registration without one, the months before the peildatum."""
    termijn = dossier.termijn
    if termijn is None:
        if soort == HERREGISTRATIE:
            raise Onbruikbaar("dossier", [Fout("termijn", "Ontbreekt. Een herregistratie gaat over een termijn.")])
        van, tot = look_back(peildatum, reglement.terugkijk_maanden)
        return make_tijdvak(van, tot, verlenging=0, peildatum=peildatum, volgnummer=1, instap_datum=None)
    return make_tijdvak(
        termijn.van,
        termijn.tot,
        verlenging=count_verlenging(dossier.ontheffingen, reglement.ontheffingen, peildatum),
        peildatum=peildatum,
        volgnummer=termijn.volgnummer,
        instap_datum=termijn.instap_datum,
    )


def make_stand(reglement: Reglement, sommen: Sommen) -> Stand:
    """The sums with everything that the reglement says about maxima and relief on that peildatum."""
    peildatum = sommen.tijdvak.peildatum
    lichters = find_lichters(sommen.ontheffingen, reglement.ontheffingen, reglement.verlichtingen.values(), peildatum)
    return Stand(
        sommen=sommen,
        maxima=reglement.maxima_on(peildatum),
        normen=reglement.normen,
        factoren=combine_factoren(lichters),
        naar_rato=reglement.naar_rato,
    )
