"""Which package may import what, and where SQL may stand."""

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("knowledge", "index", "bot")

# Beyond the standard library and the package itself.
ALLOWED = {
    # File formats: XML and HTML, PDF, pictures and the sums over their pixels, sheets.
    "knowledge": {"lxml", "pypdfium2", "PIL", "pillow_heif", "numpy", "openpyxl"},
    "index": {
        *("knowledge", "sqlite_utils", "rapidfuzz", "numpy", "sentence_transformers"),
        *("onnxruntime", "tokenizers", "httpx"),
    },
    "bot": {
        *("index", "knowledge", "telegram", "httpx", "starlette", "uvicorn", "sqlite_utils"),
        *("dotenv", "rapidfuzz", "jinja2"),
    },
}

SQL_FILES = re.compile(
    r"index/(library/(store\w*|schema)|search/lexical)\.py|bot/state/(pages/)?\w+\.py"
)
SQL_CALLS = {"execute", "executemany", "executescript"}
SQL_TEXT = re.compile(r"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|PRAGMA)\s+\S")

FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def nodes_of(path):
    """All nodes of a source file's syntax tree."""
    return ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_point_one_way(path):
    """A module imports only what its package may, by absolute name and never a whole package."""
    package = path.relative_to(ROOT).parts[0]
    for node in nodes_of(path):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: relative import"
            modules = [node.module or ""]
        elif isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
            assert not set(modules) & set(PACKAGES), f"line {node.lineno}: a whole package"
        else:
            continue
        for module in modules:
            top = module.partition(".")[0]
            allowed = {package} | ALLOWED[package] | sys.stdlib_module_names
            assert top in allowed, f"line {node.lineno}: {package} may not import {top}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_sql_stays_in_the_store(path):
    """Only the store and its engines, and the state of the chats, speak SQL."""
    if SQL_FILES.fullmatch(path.relative_to(ROOT).as_posix()):
        return
    for node in nodes_of(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in SQL_CALLS, f"line {node.lineno}: {node.func.attr}"
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not SQL_TEXT.match(node.value), f"line {node.lineno}: SQL"


def test_sqlite_is_opened_by_the_store_alone():
    """No other module has a database connection of its own."""
    openers = {
        path.relative_to(ROOT).as_posix()
        for path in FILES
        for node in nodes_of(path)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        and any("sqlite" in name for name in names_of(node))
    }

    assert openers
    assert all(SQL_FILES.fullmatch(name) for name in openers), openers


def names_of(node):
    """The modules that an import statement names."""
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names]
