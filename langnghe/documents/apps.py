from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "langnghe.documents"
    label = "documents"
