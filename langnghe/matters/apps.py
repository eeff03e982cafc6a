from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "langnghe.matters"
    label = "matters"
