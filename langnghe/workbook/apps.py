from django.apps import AppConfig


class WorkbookConfig(AppConfig):
    name = "langnghe.workbook"
    label = "workbook"
