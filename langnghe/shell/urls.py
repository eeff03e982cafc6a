"""Addresses of the look."""

from django.urls import path

from langnghe.shell import choices, pages, patterns

app_name = "shell"
urlpatterns = [
    path("giao-dien/ngon-ngu/", choices.language, name="language"),
    path("giao-dien/nen/", choices.scheme, name="scheme"),
    path("ai-cung-dung-duoc/", pages.accessibility, name="accessibility"),
    path("mau/", patterns.patterns, name="patterns"),
    path("lang-nghe.webmanifest", pages.manifest, name="manifest"),
]
