from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "langnghe.deadlines"
    label = "deadlines"
