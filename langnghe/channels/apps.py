from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "langnghe.channels"
    label = "channels"
