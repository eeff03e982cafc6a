"""Addresses of officers: first entry, one's own account, officers and posts."""

from django.urls import path

from langnghe.people.pages import account, appointing, demo, first_entry, staff, tokens

app_name = "people"
urlpatterns = [
    path("nhan-viec/", first_entry.first_entry, name="first_entry"),
    path("nhan-viec/mat-khau/", first_entry.first_password, name="first_password"),
    path("nhan-viec/xac-nhan/", first_entry.second_step, name="second_step"),
    path("chua-co-nhiem-vu/", first_entry.no_mandate, name="no_mandate"),
    path("tai-khoan/nhiem-vu/", account.choose_mandate, name="choose_mandate"),
    path("tai-khoan/ngon-ngu/", account.choose_language, name="choose_language"),
    path("tai-khoan/mat-khau/", account.password, name="password"),
    path("can-bo/nguoi/", staff.index, name="index"),
    path("can-bo/nguoi/quyen/", staff.access_table, name="access"),
    path("can-bo/nguoi/them/", staff.add_officer, name="add_officer"),
    path("can-bo/nguoi/chuc-danh/", staff.posts, name="posts"),
    path("can-bo/nguoi/chuc-danh/them/", appointing.add_post, name="add_post"),
    path("can-bo/nguoi/chuc-danh/<uuid:post_id>/dong/", appointing.close_post, name="close_post"),
    path("can-bo/nguoi/giao/", appointing.give, name="give"),
    path("can-bo/nguoi/nhiem-vu/<uuid:mandate_id>/ket-thuc/", appointing.end, name="end"),
    path("can-bo/nguoi/nhiem-vu/<uuid:mandate_id>/ban-giao/", appointing.hand_over, name="hand_over"),
    path("can-bo/nguoi/<uuid:officer_id>/", staff.officer, name="officer"),
    path("can-bo/nguoi/<uuid:officer_id>/khoa/", staff.disable, name="disable"),
    path("can-bo/nguoi/<uuid:officer_id>/mo-lai/", staff.enable, name="enable"),
    path("can-bo/nguoi/<uuid:officer_id>/phieu/", staff.slip, name="slip"),
    path("can-bo/ma-phan-mem/", tokens.index, name="tokens"),
    path("can-bo/ma-phan-mem/lam/", tokens.make, name="make_token"),
    path("can-bo/ma-phan-mem/<uuid:token_id>/thu-hoi/", tokens.withdraw, name="withdraw_token"),
    path("demo/", demo.sign_ins, name="demo"),
]
