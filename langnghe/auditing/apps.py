from django.apps import AppConfig


class AuditingConfig(AppConfig):
    name = "langnghe.auditing"
    label = "auditing"
