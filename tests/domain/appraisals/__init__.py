"""The register of improvements, for officers and for everybody."""
