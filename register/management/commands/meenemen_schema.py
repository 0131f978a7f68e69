"""`manage.py meenemen_schema > docs/meenemen.schema.json`, after a model changed."""

from django.core.management.base import BaseCommand

from register.meenemen.pakket import write_json
from register.meenemen.schema import make_schema


class Command(BaseCommand):
    help = "Toont het JSON-schema van wat mensen meenemen, zoals het uit de modellen volgt."

    def handle(self, **options: object) -> None:
        self.stdout.write(write_json(make_schema()), ending="")
