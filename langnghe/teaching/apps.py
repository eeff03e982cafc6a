from django.apps import AppConfig


class TeachingConfig(AppConfig):
    name = "langnghe.teaching"
    label = "teaching"
