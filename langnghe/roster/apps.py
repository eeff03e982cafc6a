from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "langnghe.roster"
    label = "roster"
