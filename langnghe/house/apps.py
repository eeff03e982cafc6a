from importlib import import_module

from django.apps import AppConfig


class HouseConfig(AppConfig):
    name = "langnghe.house"
    label = "house"
    verbose_name = "Lắng Nghe"

    def ready(self) -> None:
        followers = import_module("langnghe.house.followers")
        registry = import_module("langnghe.ledger.registry")
        table = import_module("langnghe.house.navigation")
        navigation = import_module("langnghe.shell.navigation")

        for kinds in followers.KINDS:
            registry.register_kinds(kinds)
        registry.register_words(followers.WORDS)
        for kind, name, follower in followers.FOLLOWERS:
            registry.register_follower(kind, name, follower)
        for name, together in followers.TOGETHER.items():
            registry.register_together(name, together)
        for entry in table.ENTRIES:
            navigation.register(*entry, below=table.BELOW.get(entry[1], ""))
        import_module("langnghe.language.topics").look_up_with(import_module("langnghe.teaching.reads").topic_of)
        import_module("langnghe.opinions.pages.beside").register(import_module("langnghe.workspace.beside").part)
