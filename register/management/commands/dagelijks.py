"""`manage.py dagelijks`: all that a machine does by itself, in one line of its timetable."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from accounts.afscherming import scrub

OPDRACHTEN = (
    "controleer_logboek",
    "verstuur_herinneringen",
    "herinner_bevestigers",
    "verstuur_accreditatieherinneringen",
    "herinner_aanwezigen",
    "verstuur_verzamelmail",
    "hervat_aanleveringen",
    "ruim_bestanden_op",
    "ruim_concepten_op",
    "ruim_groepen_op",
    "ruim_werkvragen_op",
    "ruim_aanroepen_op",
    "ruim_geparkeerd_op",
    "ruim_lijsten_op",
    "ruim_proeven_op",
    "ruim_webhooks_op",
    "ruim_uitnodigingen_op",
    "prune_db_task_results",
)
"""Each may run more often than once a day: nothing happens twice. The chain is checked before anything adds."""


class Command(BaseCommand):
    help = "Doet alles wat elke dag moet gebeuren. Wat mislukt, houdt de rest niet tegen."

    def handle(self, **options: object) -> None:
        mislukt = [opdracht for opdracht in OPDRACHTEN if not self._run(opdracht)]
        if mislukt:
            raise CommandError(f"Mislukt: {', '.join(mislukt)}. Start die opdracht apart om te zien waarom.")

    def _run(self, opdracht: str) -> bool:
        self.stdout.write(f"{opdracht}: ", ending="")
        self.stdout.flush()
        try:
            call_command(opdracht, stdout=self.stdout, stderr=self.stderr)
        except (Exception, SystemExit) as fault:  # whatever it is, tomorrow's reminders must not wait for it
            self.stderr.write(scrub(f"{opdracht}: {type(fault).__name__}: {fault}"))
            return False
        return True
