"""`manage.py controleer_logboek`: is the logboek still what was written?"""

import re
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Logregel
from accounts.services.controle import Kop, check_kop, find_breuk

UITLEG = (
    "Loopt de keten van het logboek na en noemt de eerste regel die niet klopt (exit 1)."
    " Wie alles mag herschrijven, kan ook een keten herschrijven: bewaar daarom de kop (--kop) op een plek"
    " waar deze toepassing niet bij kan, en geef hem later terug met --verwacht."
    " Alleen zo valt op dat er regels aan het eind zijn weggehaald."
)


class Command(BaseCommand):
    help = UITLEG

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kop", action="store_true", help="toon alleen de nieuwste regel: VOLGNUMMER:HASH")
        parser.add_argument("--verwacht", metavar="VOLGNUMMER:HASH", help="een kop die elders is bewaard")

    def handle(self, *, kop: bool, verwacht: str | None, **options: object) -> None:
        bewaard = parse_kop(verwacht) if verwacht else None
        laatste = Logregel.objects.order_by("-volgnummer").first()
        if kop:
            self.stdout.write(f"{laatste.volgnummer}:{laatste.hash}" if laatste else "0:" + "0" * 64)
            return
        breuk = find_breuk(Logregel.objects.order_by("volgnummer").iterator(chunk_size=2000))
        breuk = breuk or (check_kop(bewaard) if bewaard else None)
        if breuk:
            raise CommandError(f"Logregel {breuk.volgnummer} klopt niet: {breuk.reden}")
        self.stdout.write(f"Het logboek klopt: {laatste.volgnummer if laatste else 0} regels.")
        if not bewaard:
            self.stdout.write("Of er aan het eind regels zijn weggehaald, zie je alleen met --verwacht.")


def parse_kop(text: str) -> Kop:
    if not re.fullmatch(r"\d+:[0-9a-f]{64}", text):
        raise CommandError("Schrijf --verwacht als VOLGNUMMER:HASH, zoals --kop hem toont.", returncode=2)
    volgnummer, _, hash_ = text.partition(":")
    return Kop(int(volgnummer), hash_)
