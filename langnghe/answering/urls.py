"""Addresses of answering: all for officers."""

from django.urls import path

from langnghe.answering.pages import approvers, arrivals, drafts, handing, ready, steps

app_name = "answering"
urlpatterns = [
    path("can-bo/viec/<str:serial>/tra-loi/", drafts.draft, name="draft"),
    path("can-bo/viec/<str:serial>/tra-loi/lay-lai/", steps.recall, name="recall"),
    path("can-bo/viec/<str:serial>/tra-loi/tra-lai/", steps.send_back, name="send_back"),
    path("can-bo/viec/<str:serial>/tra-loi/bo/", steps.drop, name="drop"),
    path("can-bo/cho-duyet/", steps.waiting, name="waiting"),
    path("can-bo/chuyen-noi-khac/", handing.index, name="hand_overs"),
    path("can-bo/chuyen-noi-khac/<uuid:hand_over_id>/", handing.hand_over, name="hand_over"),
    path("can-bo/chuyen-noi-khac/<uuid:hand_over_id>/phieu/", handing.slip, name="slip"),
    path("can-bo/chuyen-noi-khac/<uuid:hand_over_id>/da-nhan/", handing.accept, name="accept"),
    path("can-bo/chuyen-noi-khac/<uuid:hand_over_id>/tra-lai/", handing.send_back, name="give_back"),
    path("can-bo/noi-khac-chuyen-toi/", arrivals.index, name="arrivals"),
    path("can-bo/noi-khac-chuyen-toi/<uuid:arrival_id>/", arrivals.arrival, name="arrival"),
    path("can-bo/noi-khac-chuyen-toi/<uuid:arrival_id>/nhan/", arrivals.accept, name="take_in"),
    path("can-bo/noi-khac-chuyen-toi/<uuid:arrival_id>/tra-lai/", arrivals.refuse, name="refuse"),
    path("can-bo/cai-dat/nguoi-duyet/", approvers.index, name="approvers"),
    path("can-bo/cai-dat/nguoi-duyet/<str:topic>/", approvers.topic, name="approver"),
    path("can-bo/cai-dat/tra-loi-mau/", ready.index, name="ready_answers"),
    path("can-bo/cai-dat/tra-loi-mau/them/", ready.add, name="add_ready"),
    path("can-bo/cai-dat/tra-loi-mau/<uuid:ready_id>/", ready.change, name="ready"),
    path("can-bo/cai-dat/tra-loi-mau/<uuid:ready_id>/thoi-dung/", ready.retire, name="retire_ready"),
]
