"""One of several senders at once: a process of its own that sends the same rows again and again.

    python -m tests.opleidingen.afzender SLEUTEL AANTAL < rows.json

Prints how often each status was answered, how many different answers there were under the shared key, and how many
completions there are at the end.
"""

import json
import os
import sys
import uuid
from collections import Counter

import django


def send(tekst: str, body: bytes, key: str):
    from django.test import Client

    headers = {"Host": "localhost", "Authorization": f"Bearer {tekst}", "Idempotency-Key": key}
    return Client(raise_request_exception=False).post(
        "/api/v1/aanleveringen", body, content_type="application/json", headers=headers
    )


def main(tekst: str, aantal: int) -> None:
    from opleidingen.models import Deelname

    body = sys.stdin.buffer.read()
    statussen: Counter[int] = Counter()
    answers: set[bytes] = set()
    for nummer in range(aantal):
        shared = nummer % 2 == 0
        response = send(tekst, body, "gedeeld" if shared else uuid.uuid4().hex)
        statussen[response.status_code] += 1
        if shared:
            answers.add(response.content)
    sys.stdout.write(
        json.dumps({"statussen": statussen, "antwoorden": len(answers), "deelnames": Deelname.objects.count()})
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    main(sys.argv[1], int(sys.argv[2]))
