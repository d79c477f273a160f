#!/usr/bin/env python3
"""Compares the schemas of the built providers with the official SDKs, for every resource that the programs use.

Requires the tools openstack, command and zitadel to be built; downloads the official SDKs once.
"""

import json
import sys
import tomllib
import unittest
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(SOURCE))

from builder import table  # noqa: E402
from builder.store import Store, default_cache  # noqa: E402
from official import fetch  # noqa: E402
from official.go_sdk import GoSdk  # noqa: E402
from official.python_sdk import PythonSdk  # noqa: E402
from official.shape import Schema, differences  # noqa: E402

USED = tomllib.loads((SOURCE / "official" / "used.toml").read_text())


def built_schema(name: str) -> Schema:
    tools, _ = table.load(SOURCE / "recipes" / "tools.toml")
    tool = tools[name]
    store = Store(default_cache())
    fault = store.fault(tool)
    if fault:
        raise RuntimeError(f"{name}: {fault}; run: {SOURCE / 'toolchain'} build --only {name}")
    return Schema(json.loads((store.result(tool) / "schema" / f"{name}.json").read_text()))


def ignore_optional_collections(built: dict, official: dict) -> None:
    """Removes what Go sources do not contain: whether a collection among the outputs is optional."""
    for name, field in official["outputs"].items():
        if field["required"] is None and name in built["outputs"]:
            built["outputs"][name]["required"] = None


class SchemaTest(unittest.TestCase):
    maxDiff = None

    def assert_same(self, built: dict, official: dict, where: str):
        found = differences(built, official, where)
        if found:
            self.fail("\n" + "\n".join(found))


class WheelTests:
    """Tests of a provider whose official Python SDK is a wheel: `name` is the provider, `package` the Python package."""

    name: str
    package: str

    @classmethod
    def setUpClass(cls):
        cls.used = USED[cls.name]
        cls.built = built_schema(cls.name)
        cls.official = PythonSdk(fetch.wheel_sources(cls.used["wheel"], cls.used["sha256"]) / cls.package)

    def test_resources(self):
        for name in self.used["resources"]:
            with self.subTest(name):
                token = f"{self.name}:{name}"
                self.assert_same(self.built.resource(token), self.official.resource(token), name)

    def test_provider(self):
        built = self.built.provider()
        strings = {name: field for name, field in built["outputs"].items() if field["type"] == "string"}
        built["outputs"] = strings  # generated SDKs do not contain a provider's other outputs
        self.assert_same(built, self.official.resource(self.name), "provider")

    def test_has_no_other_resources(self):
        self.assertEqual(sorted(self.built.spec["resources"]), [f"{self.name}:{name}" for name in self.used["resources"]])

    def test_version(self):
        self.assertEqual(self.built.spec["version"], self.used["wheel"].split("==")[1])


class OpenStackTest(WheelTests, SchemaTest):
    name, package = "openstack", "pulumi_openstack"


class ZitadelTest(WheelTests, SchemaTest):
    name, package = "zitadel", "pulumiverse_zitadel"


class CommandTest(SchemaTest):
    @classmethod
    def setUpClass(cls):
        cls.built = built_schema("command")
        cls.official = GoSdk(fetch.module_sources(USED["command"]["module"], USED["command"]["sum"]) / "go" / "command" / "local")

    def test_command(self):
        token = self.official.token("Command")
        self.assertEqual(token, "command:local:Command")
        built, official = self.built.resource(token), self.official.resource("Command")
        ignore_optional_collections(built, official)
        self.assert_same(built, official, "Command")

    def test_version(self):
        self.assertEqual("v" + self.built.spec["version"], USED["command"]["module"].split("@")[1])


if __name__ == "__main__":
    unittest.main()
