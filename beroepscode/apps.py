from django.apps import AppConfig


class BeroepscodeConfig(AppConfig):
    name = "beroepscode"
    verbose_name = "Beroepscode"

    def ready(self) -> None:
        """allauth tells that somebody confirmed an address: what colleagues asked of it is theirs from then on."""
        from allauth.account.signals import email_confirmed

        from beroepscode.aankomst import welcome_adres

        email_confirmed.connect(welcome_adres, dispatch_uid="beroepscode.aankomst")
