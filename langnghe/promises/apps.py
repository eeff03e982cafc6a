from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "langnghe.promises"
    label = "promises"
