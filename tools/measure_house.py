"""Measures the structure of the Python package: size, names, functions, imports.

`python -m tools.measure_house [FOLDER …]` prints one column per checkout; without an argument, this one. Generated
files are left out. Statements are counted in the syntax tree, so comments, docstrings and line breaks do not matter.
`new_features.toml` names the modules, and in other modules the classes and functions, that serve only features the
package did not always have: they are counted apart.
`--features` prints them one by one.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import chain
from pathlib import Path
from statistics import median

import grimp
from radon.visitors import ComplexityVisitor, Function

ROOT = Path(__file__).resolve().parents[1]
FEATURES: dict[str, list[str]] = tomllib.loads((ROOT / "tools/new_features.toml").read_text("utf-8"))["features"]
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """One hand-written file, parsed."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        """Lines of the file."""
        return self.text.count("\n")


def modules_of(package: Path) -> list[Module]:
    """Parse every hand-written file of a package."""
    paths = [path for path in sorted(package.rglob("*.py")) if not path.stem.endswith("_generated")]
    texts = [path.read_text("utf-8") for path in paths]
    return [Module(path, text, ast.parse(text)) for path, text in zip(paths, texts, strict=True)]


def statements(modules: list[Module]) -> int:
    """Count statements without docstrings and imports."""
    return sum(statements_in(module.tree) for module in modules)


def statements_in(tree: ast.AST) -> int:
    """Count statements without docstrings and imports."""
    return sum(
        isinstance(node, ast.stmt) and not isinstance(node, ast.Import | ast.ImportFrom) and not _is_text(node)
        for node in ast.walk(tree)
    )


def by_feature(package: Path, modules: list[Module]) -> dict[str, int]:
    """Count the statements that serve each new feature and no other; a module counts for the first that names it."""
    counted: dict[str, int] = dict.fromkeys(FEATURES, 0)
    for module in modules:
        path = module.path.relative_to(package).as_posix()
        whole = next((feature for feature, its in FEATURES.items() if any(fnmatch(path, one) for one in its)), None)
        if whole is not None:
            counted[whole] += statements([module])
            continue
        for feature, patterns in FEATURES.items():
            wanted = {name for place, _, name in (one.partition(":") for one in patterns) if place == path}
            counted[feature] += sum(statements_in(node) for name, node in definitions(module.tree) if name in wanted)
    return counted


def definitions(tree: ast.AST, within: str = "") -> Iterator[tuple[str, FunctionNode | ast.ClassDef]]:
    """Yield the classes, functions and methods of a module with their names; a method's begins with its class."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, FunctionNode | ast.ClassDef):
            yield f"{within}{node.name}", node
        if isinstance(node, ast.ClassDef):
            yield from definitions(node, f"{node.name}.")


def functions_of(modules: list[Module]) -> Iterator[FunctionNode]:
    """Yield every function and method."""
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, FunctionNode):
                yield node


def top_level(package: Path) -> int:
    """Count files and folders directly in the package."""
    return len(
        {path.relative_to(package).parts[0] for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    )


def double_file_names(modules: list[Module]) -> list[str]:
    """Return the file names that stand in two or more folders."""
    names = Counter(module.path.name for module in modules if not module.path.stem.startswith("__"))
    return sorted(name for name, count in names.items() if count > 1)


def double_classes(modules: list[Module]) -> list[str]:
    """Return the public classes that are defined twice or more."""
    names = Counter(
        node.name
        for module in modules
        for node in module.tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    return sorted(name for name, count in names.items() if count > 1)


def complexity(modules: list[Module]) -> int:
    """Return the largest cyclomatic complexity of a function."""
    return max(block.complexity for module in modules for block in blocks_of(module.text))


def blocks_of(text: str) -> list[Function]:
    """Return the functions and methods of a module with their complexity; an assertion is no branch."""
    blocks = ComplexityVisitor.from_code(text, no_assert=True)
    return [*blocks.functions, *chain.from_iterable(one.methods for one in blocks.classes)]


def imports_of(package: Path) -> dict[str, set[str]]:
    """Return the modules that each module of the package imports directly."""
    sys.path.insert(0, str(package.parent))
    try:
        graph = grimp.build_graph(package.name, cache_dir=None)
    finally:
        sys.path.pop(0)
    return {module: set(graph.find_modules_directly_imported_by(module)) for module in graph.modules}


def single_importers(imports: dict[str, set[str]]) -> int:
    """Count modules that exactly one other module imports."""
    importers: dict[str, set[str]] = defaultdict(set)
    for module, imported in imports.items():
        for name in imported:
            importers[name].add(module)
    return sum(len(its) == 1 for its in importers.values())


def cycles(imports: dict[str, set[str]]) -> list[str]:
    """Return the modules that can be reached from themselves."""
    return sorted(module for module in imports if _reaches(imports, module))


def _reaches(imports: dict[str, set[str]], module: str) -> bool:
    seen: set[str] = set()
    waiting = list(imports[module])
    while waiting:
        name = waiting.pop()
        if name == module:
            return True
        if name not in seen:
            seen.add(name)
            waiting += imports.get(name, ())
    return False


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _length(function: FunctionNode) -> int:
    body = function.body[1:] if _is_text(function.body[0]) else function.body
    return 0 if not body else (body[-1].end_lineno or 0) - body[0].lineno + 1


def figures(checkout: Path) -> dict[str, str]:
    """Measure one checkout."""
    package = checkout / "host/pawpress"
    modules = modules_of(package)
    lengths = sorted(map(_length, functions_of(modules)))
    imports = imports_of(package)
    measured: dict[str, Callable[[], object]] = {
        "files": lambda: len(modules),
        "lines": lambda: sum(module.lines for module in modules),
        "statements": lambda: statements(modules),
        "… of new features": lambda: sum(by_feature(package, modules).values()),
        "… of the same features": lambda: statements(modules) - sum(by_feature(package, modules).values()),
        "top-level entries": lambda: top_level(package),
        "file names used twice": lambda: len(double_file_names(modules)),
        "public classes defined twice": lambda: len(double_classes(modules)),
        "lines per function, median": lambda: median(lengths),
        "lines per function, 90 %": lambda: lengths[len(lengths) * 9 // 10],
        "lines per file, median": lambda: median(module.lines for module in modules),
        "lines per file, maximum": lambda: max(module.lines for module in modules),
        "complexity, maximum": lambda: complexity(modules),
        "modules with one importer": lambda: single_importers(imports),
        "modules in import cycles": lambda: len(cycles(imports)),
    }
    return {name: str(measure()) for name, measure in measured.items()}


def main() -> None:
    """Print the table."""
    checkouts = [Path(argument).resolve() for argument in sys.argv[1:] if argument != "--features"] or [ROOT]
    if "--features" in sys.argv:
        package = checkouts[0] / "host/pawpress"
        for feature, count in by_feature(package, modules_of(package)).items():
            print(f"{count:6} {feature}")
        return
    columns = [figures(checkout) for checkout in checkouts]
    for name in columns[0]:
        print(f"{name:30}", *(f"{column[name]:>10}" for column in columns))


if __name__ == "__main__":
    main()
