"""`python -m register.criteria REGLEMENT.toml DOSSIER.json --peildatum 2026-11-22 [--soort eerste]`

Prints the outcome as JSON. Exit 0: voldaan. Exit 1: not (yet) voldaan. Exit 2: unusable input,
every fault on standard error with its file and dotted key.
"""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from register.criteria.controle import check_dossier
from register.criteria.dossier import Dossier
from register.criteria.dossier_json import parse_dossier
from register.criteria.eenheid import to_text
from register.criteria.eisen import SOORTEN_TOETS
from register.criteria.fouten import Onbruikbaar
from register.criteria.reader import parse_datum
from register.criteria.reglement import Reglement
from register.criteria.reglement_toml import parse_reglement
from register.criteria.toets import HERREGISTRATIE, toets
from register.criteria.uitkomst import ActiviteitUitkomst, EisUitkomst, Uitkomst

Inhoud = TypeVar("Inhoud")
VOLDAAN_CODE, NIET_VOLDAAN_CODE, ONBRUIKBAAR_CODE = 0, 1, 2


def main(argumenten: list[str] | None = None) -> int:
    keuzes = _make_parser().parse_args(argumenten)
    reglement, dossier, fouten = _load_both(keuzes.reglement, keuzes.dossier)
    if reglement is not None and dossier is not None and not fouten:
        try:
            uitkomst = toets(reglement, dossier, peildatum=keuzes.peildatum, soort=keuzes.soort)
        except Onbruikbaar as fout:
            fouten.extend(f"{keuzes.dossier}: {een}" for een in fout.fouten)
        else:
            sys.stdout.write(json.dumps(to_contract(uitkomst), indent=2) + "\n")
            return VOLDAAN_CODE if uitkomst.voldaan else NIET_VOLDAAN_CODE
    sys.stderr.write("\n".join(fouten) + "\n")
    return ONBRUIKBAAR_CODE


def to_contract(uitkomst: Uitkomst) -> dict[str, Any]:
    """The part of an outcome that other programs may count on."""
    return {
        "voldaan": uitkomst.voldaan,
        "eisen": [_contract_eis(eis) for eis in uitkomst.eisen],
        "activiteiten": [_contract_activiteit(item) for item in uitkomst.activiteiten],
    }


def _contract_eis(eis: EisUitkomst) -> dict[str, str]:
    return {
        "code": eis.code,
        "oordeel": eis.oordeel,
        "behaald": to_text(eis.behaald),
        "vereist": to_text(eis.vereist),
        "tekort": to_text(eis.tekort),
        "eenheid": eis.eenheid,
    }


def _contract_activiteit(activiteit: ActiviteitUitkomst) -> dict[str, Any]:
    telt = [{"eis": deel.eis, "waarde": to_text(deel.waarde), "reden": deel.reden} for deel in activiteit.telt]
    return {"id": activiteit.id, "punten": to_text(activiteit.punten), "telt": telt}


def _load_both(reglement_pad: str, dossier_pad: str) -> tuple[Reglement | None, Dossier | None, list[str]]:
    """Read both files, so that the mistakes in the one do not hide those in the other."""
    fouten: list[str] = []
    reglement = _load_one(reglement_pad, fouten, lambda inhoud: parse_reglement(inhoud, reglement_pad))
    dossier = _load_one(dossier_pad, fouten, lambda inhoud: parse_dossier(inhoud, dossier_pad))
    if reglement is not None and dossier is not None:
        fouten.extend(f"{dossier_pad}: {fout}" for fout in check_dossier(reglement, dossier))
    return reglement, dossier, fouten


def _load_one(pad: str, fouten: list[str], parse: Callable[[bytes], Inhoud]) -> Inhoud | None:
    try:
        return parse(Path(pad).read_bytes())
    except OSError as fout:
        fouten.append(f"{pad}: Dit bestand is niet te lezen: {fout.strerror}.")
    except Onbruikbaar as fout:
        fouten.append(str(fout))
    return None


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m register.criteria", description="Toets een dossier aan een reglement."
    )
    parser.add_argument("reglement", metavar="REGLEMENT.toml")
    parser.add_argument("dossier", metavar="DOSSIER.json")
    parser.add_argument(
        "--peildatum", type=_read_peildatum, required=True, help="de dag waarover de vraag gaat, zoals 2026-11-22"
    )
    parser.add_argument("--soort", choices=SOORTEN_TOETS, default=HERREGISTRATIE)
    return parser


def _read_peildatum(tekst: str) -> date:
    dag = parse_datum(tekst)
    if dag is None:
        raise argparse.ArgumentTypeError("geef een datum die bestaat, zoals 2026-11-22")
    return dag


if __name__ == "__main__":
    sys.exit(main())
