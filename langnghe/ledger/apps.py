from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "langnghe.ledger"
    label = "ledger"
