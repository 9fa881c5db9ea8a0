"""What holds only so many: hours, quotas, and things that are booked for a period."""
