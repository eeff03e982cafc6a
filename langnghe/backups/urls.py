"""Addresses of backups."""

from django.urls import path

from langnghe.backups.pages import staff

app_name = "backups"
urlpatterns = [path("can-bo/sao-luu/", staff.index, name="index")]
