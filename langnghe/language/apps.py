from django.apps import AppConfig


class LanguageConfig(AppConfig):
    name = "langnghe.language"
    label = "language"
