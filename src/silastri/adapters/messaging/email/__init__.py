"""E-mail: sent by SMTP; what comes back is fetched from a mailbox by IMAP."""
