"""House rules that a machine can judge."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from geobot_constructs import catalog
from tests.support import ROOT

PACKAGE = ROOT / "geobot_constructs"
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
SOURCES = [*MODULES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "benchmarks").rglob("*.py"))]
REGION = re.compile(r"\b(us|eu|ap|ca|sa|me|af|il|mx)-[a-z]+-[1-9]\b")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def trees(paths: list[Path]) -> Iterator[tuple[Path, ast.Module]]:
    for path in paths:
        yield path, ast.parse(path.read_text())


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def test_no_file_is_longer_than_300_lines() -> None:
    assert {named(path): count for path in SOURCES if (count := len(path.read_text().splitlines())) > 300} == {}


def test_every_module_that_computes_has_its_test() -> None:
    missing = []
    for path, tree in trees(MODULES):
        inside = path.relative_to(PACKAGE)
        computes = any(isinstance(node, ast.FunctionDef) for node in ast.walk(tree))
        if computes and path.name != "__init__.py" and not (ROOT / "tests" / inside.parent / f"test_{inside.name}").exists():
            missing.append(str(inside))
    assert missing == []


def test_no_function_takes_arbitrary_keywords() -> None:
    found = [
        f"{named(path)}:{node.lineno}"
        for path, tree in trees(MODULES)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.args.kwarg
    ]
    assert found == []


def test_constructs_take_their_arguments_by_keyword() -> None:
    found = []
    for path, tree in trees([*(PACKAGE / "kubernetes").glob("*.py"), *(PACKAGE / "aws").glob("*.py")]):
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name == "__init__":
                positional = [argument.arg for argument in node.args.args]
                if positional[:3] == ["self", "scope", "id"] and len(positional) > 3:
                    found.append(f"{named(path)}:{node.lineno}")
    assert found == []


def test_every_field_of_a_spec_and_every_constant_is_documented() -> None:
    found = []
    for path, tree in trees(MODULES):
        bodies = [(tree.body, False)] + [
            (node.body, True) for node in tree.body if isinstance(node, ast.ClassDef) and any(ast.unparse(b) == "Spec" for b in node.bases)
        ]
        for body, is_spec in bodies:
            for node, following in zip(body, [*body[1:], ast.Pass()], strict=True):
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target if isinstance(node, ast.AnnAssign) else None
                if not isinstance(target, ast.Name) or target.id.startswith(("_", "model_config")):
                    continue
                wanted = is_spec or (target.id.isupper() and path.parent.name != "catalog" and path.parent.parent.name != "catalog")
                if wanted and not is_text(following):
                    found.append(f"{named(path)}:{node.lineno}: {target.id}")
    assert found == []


def test_no_code_names_a_region() -> None:
    found = []
    for path, tree in trees(MODULES):
        texts = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and is_text(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in texts and REGION.search(node.value):
                found.append(f"{named(path)}:{node.lineno}: {node.value}")
    # The examples in error messages are for people.
    assert [line for line in found if "such as" not in line and "/eu-west-1.yaml" not in line] == []


def test_every_workload_of_the_catalog_is_listed() -> None:
    files = {path.stem for path in (PACKAGE / "catalog" / "workloads").glob("*.py")} - {"__init__"}
    assert {spec.name.replace("-", "_") for spec in catalog.CATALOG.workloads} == files


def dependencies() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pins = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert all("==" in pin for pin in pins)
    return [pin.partition("==")[0] for pin in pins]


@pytest.mark.parametrize("name", dependencies())
def test_every_dependency_has_its_decision(name: str) -> None:
    decisions = "\n".join(path.read_text() for path in (ROOT / "docs" / "adr").glob("*.md"))
    assert f"`{name}`" in decisions


@pytest.mark.parametrize("path", sorted((ROOT / "docs").rglob("*.md")) + sorted(ROOT.glob("*.md")), ids=named)
def test_every_link_in_the_docs_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text())
    assert [link for link in links if "://" not in link and not (path.parent / link).exists()] == []
