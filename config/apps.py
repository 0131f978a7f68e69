from django.contrib.staticfiles.apps import StaticFilesConfig


class StatischeBestanden(StaticFilesConfig):
    """Static files, without what belongs to the source and what of our packages no page asks for."""

    ignore_patterns = ["CVS", ".*", "*~", "*.md", "LICENSE*", "django_htmx", "rest_framework"]

    def ready(self) -> None:
        super().ready()
        from config import checks, openapi  # noqa: F401
