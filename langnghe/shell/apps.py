from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "langnghe.shell"
    label = "shell"
