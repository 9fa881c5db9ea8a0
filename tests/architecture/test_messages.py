"""Every message is made in one place, from a template and its values."""

import ast

from tests.architecture.test_floors import SRC, sources


def makes_messages(source: str) -> bool:
    calls = [node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return any(ast.unparse(called) in ("Message", "Message.objects.create") for called in calls)


def test_messages_are_made_in_one_place() -> None:
    found = [str(path.relative_to(SRC)) for path in sources() if makes_messages(path.read_text())]
    assert found == ["journey/case/tell.py"]
