"""What is seen from outside: certificates, and the clocks of others."""

from datetime import datetime
from pathlib import Path

from cryptography import x509
from django.conf import settings

from silastri.adapters.reached import NotReached, certificate_end, server_apart, time_server_apart

from .check import Finding, broken, good, watch

_SOON = 30  # days before the end of a certificate
_APART = 60  # seconds that two clocks may differ


def site_certificate(at: datetime) -> Finding:
    if not settings.SITE_URL.startswith("https://"):
        if settings.DEMO or "localhost" in settings.SITE_URL:
            return good("Situs ini hanya untuk mesin ini.")
        return watch("Alamat situs tanpa https: isian warga dapat disadap.", "Pasang https pada proksi.")
    try:
        return _ends("Sertifikat situs", certificate_end(settings.SITE_URL), at, "Perbarui sertifikat pada proksi.")
    except NotReached as error:
        return watch(f"Situs tidak dapat diperiksa dari server ini ({error}).", "Buka situs dari HP untuk memastikan.")


def signing_certificates(at: datetime) -> Finding:
    """Those that are trusted. An officer's own stands in a file that his passphrase alone opens."""
    options = settings.ADAPTERS["signing"]["OPTIONS"]
    folder = options.get("roots")
    if not isinstance(folder, Path) or not folder.is_dir():
        return good("Tidak ada sertifikat induk untuk diperiksa.")
    ends = [_end(path) for path in sorted(folder.iterdir()) if path.suffix in (".pem", ".crt", ".cer")]
    if not ends:
        return good("Tidak ada sertifikat induk untuk diperiksa.")
    return _ends("Sertifikat induk tanda tangan", min(ends), at, "Minta sertifikat baru kepada BSrE.")


def clocks(at: datetime) -> Finding:
    """Beside a time server and the services that the installation uses. That none is reached is no fault."""
    apart, silent = dict[str, float](), list[str]()
    try:
        apart[settings.NTP] = time_server_apart(settings.NTP)
    except NotReached:
        silent.append(f"server waktu {settings.NTP}")
    for url in _services():
        try:
            apart[url] = server_apart(url)
        except NotReached:
            silent.append(url)
    told = f" Tidak menjawab: {', '.join(silent)}." if silent else ""
    wrong = {name: seconds for name, seconds in apart.items() if seconds > _APART}
    if wrong:
        name, seconds = next(iter(wrong.items()))
        remedy = "Nyalakan penyelarasan jam: timedatectl set-ntp true"
        return broken(f"Jam server berbeda {seconds:.0f} detik dari {name}.{told}", remedy)
    if not apart:
        return watch(f"Jam tidak dapat dibandingkan.{told}", "Cocokkan jam server dengan jam HP.")
    return good(f"Jam server cocok dengan {len(apart)} server lain.{told}")


def _services() -> list[str]:
    found = {str(one.get("OPTIONS", {}).get("url") or "") for one in settings.ADAPTERS.values()}
    return sorted(url for url in found if url.startswith(("http://", "https://")))


def _end(path: Path) -> datetime:
    content = path.read_bytes()
    read = x509.load_pem_x509_certificate if b"-----BEGIN" in content else x509.load_der_x509_certificate
    return read(content).not_valid_after_utc


def _ends(what: str, end: datetime, at: datetime, remedy: str) -> Finding:
    left = (end - at).days
    if left < 0:
        return broken(f"{what} sudah berakhir {end:%d-%m-%Y}.", remedy)
    sentence = f"{what} berlaku sampai {end:%d-%m-%Y}, {left} hari lagi."
    return watch(sentence, remedy) if left < _SOON else good(sentence)
