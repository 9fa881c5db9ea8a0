"""The register of complaints, from whatever channel they come, and the monthly report of them."""
