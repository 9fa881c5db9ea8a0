"""Who stands above whom among the posts of an office."""

from collections.abc import Sequence

from silastri.domain.definition.office import Post


def above(posts: Sequence[Post], key: str) -> list[str]:
    """The posts above that one, the nearest first. A ring of superiors ends where it would begin again."""
    superiors = {post.key: post.superior for post in posts}
    found: list[str] = []
    up = superiors.get(key)
    while up and up in superiors and up not in found and up != key:
        found.append(up)
        up = superiors.get(up)
    return found


def below(posts: Sequence[Post], keys: set[str]) -> set[str]:
    """All posts that have one of those above them."""
    return {post.key for post in posts if keys & set(above(posts, post.key))} - keys
