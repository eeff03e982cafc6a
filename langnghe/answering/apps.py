from django.apps import AppConfig


class AnsweringConfig(AppConfig):
    name = "langnghe.answering"
    label = "answering"
