"""The Buku Registrasi and reserved numbers."""
