from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "langnghe.figures"
    label = "figures"
