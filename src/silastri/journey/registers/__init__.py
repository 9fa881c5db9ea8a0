"""The numbers of letters: who keeps them, the Buku Registrasi, and numbers reserved for an outage."""
