"""Files made in the background: asked for on a page, made by a worker, taken within a week."""
