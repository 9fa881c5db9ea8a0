"""What is decided about messages before they leave."""
