"""What is right for letters: which are wanted, how long they hold, what follows from them, what their QR states."""
