from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "langnghe.sheets"
    label = "sheets"
