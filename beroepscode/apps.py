from django.apps import AppConfig


class BeroepscodeConfig(AppConfig):
    name = "beroepscode"
    verbose_name = "Beroepscode"
