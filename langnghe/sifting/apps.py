from django.apps import AppConfig


class SiftingConfig(AppConfig):
    name = "langnghe.sifting"
    label = "sifting"
