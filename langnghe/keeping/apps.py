from django.apps import AppConfig


class KeepingConfig(AppConfig):
    name = "langnghe.keeping"
    label = "keeping"
