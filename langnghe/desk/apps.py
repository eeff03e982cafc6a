from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "langnghe.desk"
    label = "desk"
