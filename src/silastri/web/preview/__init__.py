"""The pages that a preview of an unpublished definition adds. Only its own settings (config/preview.py) use them."""
