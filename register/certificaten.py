"""What a certificate is worth today, and what stands on it. Issuing, sealing and withdrawing is in `services`."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from register.certificaat_pdf import Certificaatgegevens
from register.codes import format_code
from register.loopbanen import Loopbaan, collect_loopbaan
from register.models import Certificaat
from register.regelgeving import find_reglement
from register.status import Registerstatus, Status


@dataclass(frozen=True, slots=True)
class Certificaatstand:
    """A certificate and the status of its registration on `peildatum`.

    `vervangen`: another term took the place of its own. `begint_later`: its term is still to come.
    """

    certificaat: Certificaat
    peildatum: date
    status: Status
    vervangen: bool
    begint_later: bool

    @property
    def is_geldig(self) -> bool:
        return self.status.is_geldig and not self.is_ingetrokken

    @property
    def is_ingetrokken(self) -> bool:
        return self.certificaat.ingetrokken_op is not None


def judge_certificaat(certificaat: Certificaat, *, peildatum: date) -> Certificaatstand:
    return weigh_certificaat(certificaat, collect_loopbaan(certificaat.termijn.registratie_id), peildatum)


def weigh_certificaat(certificaat: Certificaat, loopbaan: Loopbaan, peildatum: date) -> Certificaatstand:
    """The status that counts is that of the registration, except for a certificate whose term gave way to another.

    Who left the register left it with every certificate.
    """
    termijn, status = certificaat.termijn, loopbaan.status_op(peildatum)
    begint_later = peildatum < termijn.geldig_van
    vervangen = not (begint_later or status.is_uitgeschreven) and status.geldig_van != termijn.geldig_van
    if vervangen:
        status = Status(Registerstatus.VERLOPEN, termijn.geldig_van, termijn.geldig_tot)
    return Certificaatstand(certificaat, peildatum, status, vervangen, begint_later)


def collect_gegevens(certificaat: Certificaat) -> Certificaatgegevens:
    """What is printed, from a certificate with its term and person."""
    termijn = certificaat.termijn
    reglement = find_reglement(termijn.reglement)
    code = format_code(certificaat.code)
    return Certificaatgegevens(
        naam=certificaat.naam,
        registratienummer=termijn.registratie.gebruiker.nummer,
        geldig_van=termijn.geldig_van,
        geldig_tot=termijn.geldig_tot,
        reglement=reglement.titel,
        concept=reglement.status == "concept",
        code=code,
        controle_url=settings.BASIS_URL + reverse("certificaat-controle", args=[code]),
        uitgegeven_datum=timezone.localdate(certificaat.uitgegeven_op),
    )
