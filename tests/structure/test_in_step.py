"""What is written in two places says the same: models and migrations, packages and their layers."""

import tomllib

import pytest
from django.core.management import call_command

from tests.structure import repository


@pytest.mark.django_db
def test_the_migrations_are_in_step_with_the_models() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_package_has_its_layer() -> None:
    settings = tomllib.loads(repository.text(repository.CHECKOUT / "pyproject.toml"))["tool"]
    packages = {name.split("/")[0] for name, _ in repository.product_modules() if "/" in name} - {"benchmarks"}
    linter = settings["importlinter"]
    layers = next(contract for contract in linter["contracts"] if contract["type"] == "layers")["layers"]
    layered = {package.strip() for layer in layers for package in layer.replace("|", ":").split(":")}
    assert packages == layered == set(linter["root_packages"])
    assert packages <= set(settings["ruff"]["lint"]["isort"]["known-first-party"])


def test_the_layers_are_checked_with_everything_else() -> None:
    makefile = repository.text(repository.CHECKOUT / "Makefile")
    check = makefile.split("\ncheck:", 1)[1].split("\n\n", 1)[0]
    assert "lint-imports" in check
