from django.apps import AppConfig


class OpendataConfig(AppConfig):
    name = "langnghe.opendata"
    label = "opendata"
