from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "langnghe.files"
    label = "files"
