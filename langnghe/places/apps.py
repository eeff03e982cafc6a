from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "langnghe.places"
    label = "places"
