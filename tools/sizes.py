"""The table of sizes: lines of files and functions, files of folders, folders that import each other.

make sizes
"""

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import grimp

ROOT = Path(__file__).parent.parent
SRC = ROOT / "src/silastri"
LONG_FUNCTION, FULL_FOLDER = 28, 25  # lines, files


def main() -> int:
    files = {path: path.read_text() for path in sources(SRC)}
    lines = sorted(text.count("\n") for text in files.values())
    functions = sorted(size for text in files.values() for size in function_sizes(text))
    largest = max(files, key=lambda path: files[path].count("\n"))
    print(f"files               {len(lines)}")
    print(f"lines of a file     {spread(lines)} ({largest.relative_to(ROOT)})")
    print(f"lines of a function {spread(functions)}")
    print(f"functions over {LONG_FUNCTION}   {sum(size > LONG_FUNCTION for size in functions)} of {len(functions)}")
    print("fullest folders     " + ", ".join(f"{folder} {count}" for folder, count in fullest()))
    cycles = list(mutual())
    print(f"cycles of folders   {len(cycles)}")
    for one, other in cycles:
        print(f"  {one} and {other} import each other")
    return 1 if cycles else 0


def sources(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]


def spread(sizes: list[int]) -> str:
    median, nine_of_ten = (sizes[int(len(sizes) * part)] for part in (0.5, 0.9))
    return f"median {median}, nine of ten {nine_of_ten}, most {sizes[-1]}"


def function_sizes(text: str) -> Iterator[int]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            yield node.end_lineno - node.lineno + 1


def fullest() -> list[tuple[Path, int]]:
    """The five folders with the most modules, tests among them."""
    folders = Counter(
        path.parent.relative_to(ROOT)
        for path in [*sources(SRC), *sources(ROOT / "tests")]
        if path.name != "__init__.py"
    )
    return folders.most_common(5)


def mutual() -> Iterator[tuple[str, str]]:
    """Sibling folders or files of which each imports the other, directly or inside."""
    graph = grimp.build_graph("silastri", cache_dir=None)
    for package in [name for name in graph.modules if graph.find_children(name)]:
        children = sorted(graph.find_children(package))
        for n, one in enumerate(children):
            for other in children[n + 1 :]:
                if imports(graph, one, other) and imports(graph, other, one):
                    yield one, other


def imports(graph: grimp.ImportGraph, one: str, other: str) -> bool:
    return graph.direct_import_exists(importer=one, imported=other, as_packages=True)


if __name__ == "__main__":
    sys.exit(main())
