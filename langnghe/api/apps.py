from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "langnghe.api"
    label = "api"
