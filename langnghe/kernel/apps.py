from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "langnghe.kernel"
    label = "kernel"
