"""Addresses of allauth's pages, under the names by which allauth finds them."""

from django.urls import path

from langnghe.people.pages import account, sign_in

urlpatterns = [
    path("dang-nhap/", sign_in.login, name="account_login"),
    path("dang-nhap/xac-nhan/", sign_in.authenticate, name="mfa_authenticate"),
    path("dang-nhap/khoa/", sign_in.login_by_passkey, name="mfa_login_webauthn"),
    path("dang-xuat/", sign_in.logout, name="account_logout"),
    path("tai-khoan/", account.home, name="mfa_index"),
    path("tai-khoan/xac-nhan/", sign_in.reauthenticate, name="account_reauthenticate"),
    path("tai-khoan/xac-nhan/ma/", sign_in.reauthenticate_by_code, name="mfa_reauthenticate"),
    path("tai-khoan/xac-nhan/khoa/", sign_in.reauthenticate_by_passkey, name="mfa_reauthenticate_webauthn"),
    path("tai-khoan/ma-dien-thoai/", sign_in.activate_codes, name="mfa_activate_totp"),
    path("tai-khoan/ma-dien-thoai/bo/", sign_in.deactivate_codes, name="mfa_deactivate_totp"),
    path("tai-khoan/ma-du-phong/", sign_in.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("tai-khoan/ma-du-phong/moi/", sign_in.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("tai-khoan/khoa/", sign_in.list_passkeys, name="mfa_list_webauthn"),
    path("tai-khoan/khoa/them/", sign_in.add_passkey, name="mfa_add_webauthn"),
    path("tai-khoan/khoa/<int:pk>/sua/", sign_in.edit_passkey, name="mfa_edit_webauthn"),
    path("tai-khoan/khoa/<int:pk>/bo/", sign_in.remove_passkey, name="mfa_remove_webauthn"),
]
