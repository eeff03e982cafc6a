from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "langnghe.retention"
    label = "retention"
