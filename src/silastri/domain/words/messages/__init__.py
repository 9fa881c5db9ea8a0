"""What people are told by message: short, kind, and without any private fact (a message leaves the country)."""
