"""The judgement of the register: pure, dated, and on the standard library alone.

    reglement = load_reglement("register/reglementen/sam-concept-2026-01-01.toml")
    uitkomst = toets(reglement, dossier, peildatum=date(2026, 11, 22))

Everything here takes the day as an argument and touches no database, settings or clock.
"""

from register.criteria.controle import check_dossier
from register.criteria.dossier import (
    AANGELEVERD,
    BEVESTIGD,
    EIGEN_OPGAVE,
    Activiteit,
    Bewijs,
    Dossier,
    Ontheffing,
    Overdracht,
    Persoon,
    Termijn,
    Verklaring,
    Werkperiode,
)
from register.criteria.dossier_json import dossier_from_json, dossier_to_json, parse_dossier
from register.criteria.fouten import Fout, Onbruikbaar
from register.criteria.reglement import Dimensie, Reglement, Soort
from register.criteria.reglement_toml import load_reglement, parse_reglement
from register.criteria.reglementen import find_reglement, load_reglementen
from register.criteria.toets import EERSTE, HERREGISTRATIE, judge_sommen, sum_dossier, toets, toets_eisen
from register.criteria.uitkomst import (
    NVT,
    TEKORT,
    VOLDAAN,
    VOORLOPIG,
    ActiviteitUitkomst,
    EisUitkomst,
    MaximumUitkomst,
    Stap,
    Telt,
    Uitkomst,
    uitkomst_to_json,
)
from register.criteria.vorm import Eis

__all__ = [
    "AANGELEVERD",
    "BEVESTIGD",
    "EERSTE",
    "EIGEN_OPGAVE",
    "HERREGISTRATIE",
    "NVT",
    "TEKORT",
    "VOLDAAN",
    "VOORLOPIG",
    "Activiteit",
    "ActiviteitUitkomst",
    "Bewijs",
    "Dimensie",
    "Dossier",
    "Eis",
    "EisUitkomst",
    "Fout",
    "MaximumUitkomst",
    "Onbruikbaar",
    "Ontheffing",
    "Overdracht",
    "Persoon",
    "Reglement",
    "Soort",
    "Stap",
    "Telt",
    "Termijn",
    "Uitkomst",
    "Verklaring",
    "Werkperiode",
    "check_dossier",
    "dossier_from_json",
    "dossier_to_json",
    "find_reglement",
    "judge_sommen",
    "load_reglement",
    "load_reglementen",
    "parse_dossier",
    "parse_reglement",
    "sum_dossier",
    "toets",
    "toets_eisen",
    "uitkomst_to_json",
]
