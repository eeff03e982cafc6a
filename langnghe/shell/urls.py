"""Addresses of the look."""

from django.urls import path

from langnghe.shell import choices, pages

app_name = "shell"
urlpatterns = [
    path("ngon-ngu/", choices.language, name="language"),
    path("nen/", choices.scheme, name="scheme"),
    path("ai-cung-dung-duoc/", pages.accessibility, name="accessibility"),
    path("lang-nghe.webmanifest", pages.manifest, name="manifest"),
]
