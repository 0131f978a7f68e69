"""`manage.py db_worker`: the worker of django-tasks, which first goes on with what the one before it left behind.

A worker that is killed leaves its task as running for ever. Named after the command it extends, so that nobody can
start a worker that forgets this.
"""

from typing import Any

from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Command as Worker

from opleidingen.services.achtergrond import resume_aanleveringen
from opleidingen.services.lijsten.werk import resume_lijsten


class Command(Worker):
    def handle(self, **options: Any) -> None:
        resume_aanleveringen(op=timezone.now())
        resume_lijsten(op=timezone.now())
        super().handle(**options)
