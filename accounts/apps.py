from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Mensen en organisaties"

    def ready(self) -> None:
        from accounts import checks  # noqa: F401 - importing registers them
