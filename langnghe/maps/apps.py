from django.apps import AppConfig


class MapsConfig(AppConfig):
    name = "langnghe.maps"
    label = "maps"
