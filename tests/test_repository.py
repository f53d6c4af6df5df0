"""The promises of the repository itself."""

from __future__ import annotations

import inspect
import pkgutil
import re
import subprocess
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
WRITTEN = (".md", ".py", ".toml", ".yaml", ".yml", ".txt", ".json", ".lock", ".cfg", ".html", ".css", ".js")


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def versioned() -> list[Path]:
    """Files under version control: only these are promised to anybody."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


# --- glossary -----------------------------------------------------------------------------------------------


def modules(package: str) -> Iterator[ModuleType]:
    top = import_module(package)
    yield top
    for found in pkgutil.walk_packages(top.__path__, f"{package}."):
        if not found.name.endswith("__main__"):
            yield import_module(found.name)


def public_classes(package: str) -> set[str]:
    return {
        name
        for module in modules(package)
        for name, thing in vars(module).items()
        if inspect.isclass(thing) and thing.__module__ == module.__name__ and not name.startswith("_")
    }


def glossary_codes() -> list[str]:
    """The names of the code column of every table."""
    found = []
    for line in read("GLOSSARY.md").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and cells[0] != "English":
            found += re.findall(r"`([^`]+)`", cells[2])
    return found


@pytest.mark.parametrize("package", ["selaras.core", "selaras.law"])
def test_every_public_class_of_core_and_law_is_in_the_glossary(package: str) -> None:
    named = {code.rpartition(".")[2] for code in glossary_codes()}
    assert sorted(public_classes(package) - named) == []


def tails(path: str) -> set[str]:
    """A dotted name and what is left of it without its first parts."""
    parts = path.split(".")
    return {".".join(parts[start:]) for start in range(len(parts))}


def test_every_code_name_of_the_glossary_exists() -> None:
    known: set[str] = set()
    for module in modules("selaras"):
        known |= tails(module.__name__)
        for name, thing in vars(module).items():
            if getattr(thing, "__module__", None) != module.__name__:
                continue
            known |= tails(f"{module.__name__}.{name}")
            if inspect.isclass(thing):
                members = {*vars(thing), *getattr(thing, "__annotations__", {})}
                known |= {f"{name}.{member}" for member in members}
    assert [code for code in glossary_codes() if code not in known] == []


def test_no_concept_is_in_the_glossary_twice() -> None:
    codes = glossary_codes()
    assert sorted({code for code in codes if codes.count(code) > 1}) == []


# --- commands -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["README.md", "README.id.md", "CONTRIBUTING.md", ".ci/run"])
def test_every_make_command_named_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), flags=re.MULTILINE))
    named = set(re.findall(r"(?:`|^\s*|exec )make ([a-z-]+)", read(name), flags=re.MULTILINE))
    assert named, "names no command at all"
    assert named <= targets


@pytest.mark.parametrize("name", ["README.md", "README.id.md"])
def test_readme_sets_up_with_exactly_two_commands(name: str) -> None:
    first = re.search(r"```[a-z]*\n(.*?)```", read(name), flags=re.DOTALL)
    assert first
    assert first.group(1).split("\n")[:-1] == ["make run", "make test"]


# --- dependencies -------------------------------------------------------------------------------------------


def test_lock_pins_every_version_with_hashes_and_holds_no_address() -> None:
    lock = read("requirements.lock")
    assert "://" not in lock
    assert "--index" not in lock
    assert "--find-links" not in lock
    pinned = re.split(r"\n(?=\S)", lock.strip())
    for requirement in pinned:
        assert re.match(r"[A-Za-z0-9._\[\],-]+==\S+", requirement), requirement[:80]
        assert "--hash=sha256:" in requirement, requirement[:80]


def test_every_dependency_says_why_it_is_there() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    declared = [
        *project["dependencies"],
        *(d for group in project["optional-dependencies"].values() for d in group),
    ]
    lines = read("pyproject.toml").splitlines()
    for dependency in declared:
        (line,) = [line for line in lines if line.strip().startswith(f'"{dependency}"')]
        assert re.search(r"#\s*\S+", line), f"{dependency} does not say why"


# --- what must not be in the repository ---------------------------------------------------------------------

# Where people keep their files, and where this very checkout stands.
OWN_MACHINE = re.compile(
    r"(?<![\w.])(?:/home/\w|/Users/\w|[A-Z]:\\Users|"
    + "|".join(map(re.escape, (f"{ROOT}/", f"{Path.home()}/")))
    + ")"
)


def test_no_file_holds_a_path_of_one_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in versioned()
        if path.suffix in WRITTEN and path != Path(__file__)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if OWN_MACHINE.search(line)
    ]
    assert found == []


def test_no_module_is_called_utils_or_helpers() -> None:
    vague = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}
    assert [path for path in versioned() if path.suffix == ".py" and path.stem in vague] == []


def test_every_test_is_a_sentence() -> None:
    """At least three words after `test_`; `test_it_works` says nothing."""
    short = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in versioned()
        if path.name.startswith("test_") and path.suffix == ".py"
        for name in re.findall(r"^\s*def (test_\w+)", path.read_text("utf-8"), flags=re.MULTILINE)
        if name.count("_") < 3
    ]
    assert [name for name in short if not name.endswith("test_case_holds")] == []


def test_changelog_has_an_unreleased_or_version_section() -> None:
    assert re.search(r"^## (?:Unreleased|\[?\d+\.\d+\.\d+)", read("CHANGELOG.md"), flags=re.MULTILINE)


def test_licence_is_the_one_of_the_package() -> None:
    assert tomllib.loads(read("pyproject.toml"))["project"]["license"] == "MIT"
    assert "Permission is hereby granted" in read("LICENSE")
