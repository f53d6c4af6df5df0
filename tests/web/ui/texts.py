"""The texts that a template or a module gives to gettext."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

ONE = {"gettext", "gettext_lazy", "gettext_noop", "_"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
CONTEXT_PLURAL = {"npgettext", "npgettext_lazy"}
KEYWORDS = ONE | PLURAL | CONTEXT | CONTEXT_PLURAL
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(
    rf"\b({'|'.join(sorted(KEYWORDS, key=len, reverse=True))})\(\s*({STRING}(?:\s*,\s*{STRING})*)"
)


def calls(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The calls of gettext's functions in a file, with their texts."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from _python(ast.parse(source, str(path)))
        return
    for call in CALL.finditer(templatize(source, origin=str(path))):
        yield call[1], list(ast.literal_eval(f"({call[2]},)"))


def _python(tree: ast.AST) -> Iterator[tuple[str, list[str]]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in KEYWORDS:
            strings = [
                each.value
                for each in node.args
                if isinstance(each, ast.Constant) and isinstance(each.value, str)
            ]
            yield name, strings
