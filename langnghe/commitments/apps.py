from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "langnghe.commitments"
    label = "commitments"
