"""The desk at which officers handle complaints."""
