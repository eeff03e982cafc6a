from django.apps import AppConfig


class ProvincesConfig(AppConfig):
    name = "langnghe.provinces"
    label = "provinces"
