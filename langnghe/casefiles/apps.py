from django.apps import AppConfig


class CasefilesConfig(AppConfig):
    name = "langnghe.casefiles"
    label = "casefiles"
