from django.apps import AppConfig


class OpinionsConfig(AppConfig):
    name = "langnghe.opinions"
    label = "opinions"
