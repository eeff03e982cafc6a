"""Addresses of the sums of many wards: all for who looks over them."""

from django.urls import path

from langnghe.provinces.pages import files, staff

app_name = "provinces"

urlpatterns = [
    path("can-bo/cac-phuong/", staff.index, name="index"),
    path("can-bo/cac-phuong/linh-vuc/", staff.topics, name="topics"),
    path("can-bo/cac-phuong/tinh/<str:code>/", staff.province, name="province"),
    path("can-bo/cac-phuong/phuong/<str:code>/", staff.place, name="place"),
    path("can-bo/cac-phuong/so-lieu.csv", files.as_csv, name="csv"),
    path("can-bo/cac-phuong/so-lieu.xlsx", files.as_xlsx, name="xlsx"),
]
