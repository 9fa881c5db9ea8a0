"""The addresses by which people prove who they are."""

from django.urls import URLPattern, path

from silastri.web.applicant.security import better_password, my_security, passkeys, proof, set_up
from silastri.web.manager import rescues
from silastri.web.public import sso

ACCOUNTS: list[URLPattern] = [
    path("masuk/bukti/", proof.second_proof, name="second_proof"),
    path("masuk/bukti/pasang/", set_up.set_up_app, name="set_up_app"),
    path("masuk/sandi-baru/", better_password.choose_password, name="choose_password"),
    path("masuk/sso/", sso.begin, name="sso_begin"),
    path("masuk/sso/kembali/", sso.back, name="sso_back"),
    path("masuk/kunci/", passkeys.show, name="show_passkey"),
    path("masuk/kunci/tanya/", passkeys.question, name="passkey_question"),
    path("akun/keamanan/", my_security.my_security, name="my_security"),
    path("akun/keamanan/kertas/", my_security.print_codes, name="print_codes"),
    path("akun/keamanan/aplikasi/lepas/", my_security.remove_app, name="remove_app"),
    path("akun/keamanan/kunci/", passkeys.make, name="make_passkey"),
    path("akun/keamanan/kunci/tanya/", passkeys.make_question, name="passkey_make_question"),
    path("akun/keamanan/kunci/nanti/", my_security.put_off_passkey, name="put_off_passkey"),
    path("akun/keamanan/kunci/<int:pk>/hapus/", my_security.remove_passkey, name="remove_passkey"),
    path("kelola/petugas/pulihkan/", rescues.rescues, name="rescues"),
    path("kelola/petugas/pulihkan/<int:pk>/", rescues.decide_rescue, name="decide_rescue"),
    path("akun/masih-di-sini/", my_security.still_here, name="still_here"),
]
