"""WhatsApp: by Meta's own Cloud API, or by a gateway that plays a telephone (Fonnte, WAHA)."""

NO_RECEIVER = "Pesan ini tidak punya nomor tujuan yang dikenal layanan WhatsApp kantor."
