"""Addresses of figures: all for officers who may read totals."""

from django.urls import path

from langnghe.figures.pages import staff

app_name = "figures"

urlpatterns = [
    path("can-bo/so-lieu/", staff.index, name="index"),
    path("can-bo/so-lieu/tung-viec/", staff.rows, name="rows"),
    path("can-bo/so-lieu/so-lieu.csv", staff.as_csv, name="csv"),
    path("can-bo/so-lieu/so-lieu.xlsx", staff.as_xlsx, name="xlsx"),
]
