from django.apps import AppConfig


class ProofConfig(AppConfig):
    name = "langnghe.proof"
    label = "proof"
