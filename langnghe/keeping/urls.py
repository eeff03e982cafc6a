"""Addresses of one promise: all for officers."""

from django.urls import path

from langnghe.keeping.pages import lists, photos, promise, steps

app_name = "keeping"
PROMISE = "can-bo/viec/<str:serial>/loi-hua/<int:number>/"
urlpatterns = [
    path("can-bo/loi-hua/cho-xac-nhan/", lists.waiting, name="waiting"),
    path("can-bo/loi-hua/anh-cho-che/", lists.uncovered, name="uncovered"),
    path(PROMISE, promise.promise, name="promise"),
    path(f"{PROMISE}bao-xong/", steps.claim, name="claim"),
    path(f"{PROMISE}doi-ngay/", steps.move, name="move"),
    path(f"{PROMISE}khong-lam/", steps.give_up, name="give_up"),
    path(f"{PROMISE}xac-nhan/", steps.confirm, name="confirm"),
    path(f"{PROMISE}dong-y-phan-doi/", steps.uphold, name="uphold"),
    path(f"{PROMISE}khong-nhan-phan-doi/", steps.set_aside, name="set_aside"),
    path(f"{PROMISE}anh/<uuid:photo_id>/", photos.picture, name="photo"),
    path(f"{PROMISE}anh/<uuid:photo_id>/nho/", photos.picture, {"small": True}, name="small_photo"),
    path(f"{PROMISE}anh/<uuid:photo_id>/che/", photos.cover, name="cover"),
]
