"""Addresses where rooms meet."""

from django.urls import path

from langnghe.desk.pages import (
    deadlines,
    finding,
    front,
    jobs,
    leaving,
    letterbox,
    mine,
    promised,
    proof,
    receipt,
    staff,
)

app_name = "desk"

urlpatterns = [
    path("", front.front, name="front"),
    path("tim/", finding.find, name="find"),
    path("phieu/", receipt.receipt, name="receipt"),
    path("phieu/<str:serial>/", mine.mine, name="mine"),
    path("phieu/<str:serial>/noi-them/", mine.add, name="add"),
    path("phieu/<str:serial>/tra-loi/<int:number>/", mine.answer, name="answer"),
    path("phieu/<str:serial>/anh/<int:place>/", mine.photo, name="photo"),
    path("phieu/<str:serial>/anh/<int:place>/nho/", mine.photo, {"small": True}, name="small_photo"),
    path("phieu/<str:serial>/loi-hua/", promised.say, name="say"),
    path("phieu/<str:serial>/loi-hua-ghi-so/", proof.promise, name="log_promise"),
    path("phieu/<str:serial>/bang-chung/", proof.proof, name="proof"),
    path("phieu/<str:serial>/bang-chung/in/", proof.paper, name="proof_paper"),
    path("phieu/<str:serial>/loi-da-gui/", proof.words, name="words"),
    path("phieu/<str:serial>/rut/", leaving.withdraw, name="withdraw"),
    path("phieu/<str:serial>/khong-rut-nua/", leaving.resume, name="resume"),
    path("phieu/<str:serial>/xoa/", leaving.erase, name="erase"),
    path("phieu/<str:serial>/thu/", letterbox.ask, name="letterbox"),
    path("phieu/<str:serial>/thoi-thu/", letterbox.stop, name="stop_letters"),
    path("phieu/<str:serial>/dong/", receipt.close, name="close"),
    path("phieu/<str:serial>/thoat/", receipt.leave, name="leave"),
    path("can-bo/", staff.home, name="home"),
    path("can-bo/hom-nay/in/", staff.paper, name="paper"),
    path("can-bo/hom-nay/lap-lai/", staff.places, name="places"),
    path("can-bo/thoi-han/", deadlines.index, name="deadlines"),
    path("can-bo/thoi-han/dat/", deadlines.add, name="set_deadline"),
    path("can-bo/thoi-han/<uuid:row_id>/bo/", deadlines.take_back, name="take_back_deadline"),
    path("can-bo/viec-nen/", jobs.index, name="jobs"),
    path("can-bo/viec-nen/<uuid:job_id>/lam-lai/", jobs.revive, name="revive_job"),
    path("<slug:slug>/", front.ward, name="ward"),
]
