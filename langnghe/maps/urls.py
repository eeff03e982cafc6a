"""Addresses of maps: staff's below the desk, the public's below a ward's own address."""

from django.urls import path

from langnghe.maps.pages import public, staff

app_name = "maps"

urlpatterns = [
    path("can-bo/ban-do/", staff.index, name="index"),
    path("can-bo/ban-do/<uuid:map_id>/", staff.base_map, name="base_map"),
    path("can-bo/ban-do/<uuid:map_id>/ghim/<int:place>/", staff.pin, name="pin"),
    path("can-bo/ban-do/<uuid:map_id>/dung/", staff.use, name="use"),
    path("can-bo/ban-do/<uuid:map_id>/bo/", staff.take_back, name="take_back"),
    path("can-bo/ban-do/<uuid:map_id>/nen/<int:level>/", staff.picture, name="draft_picture"),
    path("<slug:slug>/ban-do/nen.json", public.ground, name="ground"),
    path("<slug:slug>/ban-do/nen-<int:level>.svg", public.picture, name="picture"),
]
