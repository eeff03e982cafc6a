from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "langnghe.notices"
    label = "notices"
