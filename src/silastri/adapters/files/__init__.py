"""A store of objects elsewhere: it keeps bytes under names, and knows nothing of what they are."""
