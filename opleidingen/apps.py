from django.apps import AppConfig


class OpleidingenConfig(AppConfig):
    name = "opleidingen"
    verbose_name = "Opleidingen"
