"""Daily anchors: what the tables that only grow held, sealed, so that a row taken away shows."""
