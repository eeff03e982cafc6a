from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "langnghe.people"
    label = "people"
