"""What the pages of officers and managers share."""
