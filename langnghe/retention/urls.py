"""Address of retention."""

from django.urls import path

from langnghe.retention.pages import staff

app_name = "retention"

urlpatterns = [path("can-bo/luu-giu/", staff.index, name="index")]
