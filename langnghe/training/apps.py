from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "langnghe.training"
    label = "training"
