from django.apps import AppConfig


class SigningConfig(AppConfig):
    name = "langnghe.signing"
    label = "signing"
