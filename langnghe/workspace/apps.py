from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "langnghe.workspace"
    label = "workspace"
