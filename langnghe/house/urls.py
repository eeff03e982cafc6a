"""Root addresses: each room brings its own."""

from django.urls import URLPattern, URLResolver, include, path

from langnghe.house import health, source

house_patterns = [
    path("suc-khoe/", health.page, name="health"),
    path("ma-nguon/", source.page, name="source"),
    path("ma-nguon/lang-nghe.tar.gz", source.download, name="source_file"),
]
handler400 = "langnghe.shell.errors.bad_request"
handler403 = "langnghe.shell.errors.forbidden"
handler404 = "langnghe.shell.errors.not_found"
handler500 = "langnghe.shell.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("langnghe.shell.urls")),
    path("", include((house_patterns, "house"))),
]
