"""``silastri gateway``: serves the example gateway for messages until it is stopped. It needs no database."""

import argparse
import signal
import threading

from silastri.domain.refusal import NotFit
from silastri.practice.gateway import Behaviour, Gateway, Hook, Place
from silastri.practice.gateway.behaviour import WORDS, of_options
from silastri.practice.gateway.kannel import USER

PORT = 8090


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="silastri gateway",
        description="Gerbang pesan contoh: tidak ada pesan yang dikirim.",
        epilog="Tingkah: " + "; ".join(f"{name}: {what}" for name, what in WORDS.items()),
    )
    made.add_argument("--port", type=int, default=PORT, help=f"bawaan {PORT}; halaman pengaturnya di port berikutnya")
    made.add_argument("--mail-port", type=int, default=None, help="port pos-el (SMTP); bawaan dua sesudah --port")
    made.add_argument("--address", default="127.0.0.1", help="alamat yang didengarkan")
    made.add_argument("--hook", default="", help="alamat yang diberi tahu tentang pesan WhatsApp")
    made.add_argument("--sms-hook", default="", help="alamat yang diberi tahu tentang SMS")
    made.add_argument("--secret", default=Hook().secret, help="kunci tanda tangan panggilan ke --hook")
    made.add_argument("--token", default=Place().token, help="token yang harus dibawa pengirim")
    made.add_argument("--seed", type=int, default=1, help="benih kebetulan, supaya jalannya dapat diulang")
    made.add_argument("--set", action="append", default=[], metavar="NAMA=NILAI", help="tingkah, boleh berkali-kali")
    return made


def main(arguments: list[str]) -> int:
    given = parser().parse_args(arguments)
    try:
        behaviour = Behaviour().changed(of_options(given.set))
    except NotFit as error:
        print(error)
        return 1
    place = Place(given.token, given.seed, Hook(given.hook, given.secret, given.sms_hook), behaviour)
    port, mail_port = given.port, given.mail_port
    if mail_port is None:
        mail_port = port and port + 2
    try:
        gateway = Gateway(place, address=given.address, port=port, control_port=port and port + 1, mail_port=mail_port)
    except OSError:
        print(f"Port {port} atau salah satu dari dua port berikutnya sudah dipakai. Pilih yang lain: --port")
        return 1
    stopped = _when_stopped()  # before anybody is told the address, who may stop it at once
    with gateway:
        print(f"Gerbang pesan CONTOH di {gateway.url}, halamannya {gateway.control_url}/", flush=True)
        print(f"Pos-el (SMTP) di port {gateway.mail_port}. Tidak ada pesan yang dikirim.", flush=True)
        print(f"Token {place.token}; Kannel: nama {USER}, kata sandinya token itu.", flush=True)
        stopped.wait()
    return 0


def _when_stopped() -> threading.Event:
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    return stopped
