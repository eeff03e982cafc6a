from django.apps import AppConfig


class EarlierConfig(AppConfig):
    name = "langnghe.earlier"
    label = "earlier"
