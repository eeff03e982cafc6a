from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "langnghe.backups"
    label = "backups"
