#!/usr/bin/env python3
"""Compares the schemas of our providers with the official SDKs, for every resource that we use.

Wants the profile to be built; fetches the official SDKs once.
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


def our_schema(name: str) -> Schema:
    tools, _ = table.load(SOURCE / "recipes" / "tools.toml")
    tool = tools[name]
    store = Store(default_cache())
    fault = store.fault(tool)
    if fault:
        raise RuntimeError(f"{name}: {fault}; cure: {SOURCE / 'toolchain'} build --only {name}")
    return Schema(json.loads((store.result(tool) / "schema" / f"{name}.json").read_text()))


def forget_unknowable(ours: dict, official: dict) -> None:
    """Go does not show whether a collection among the outputs is optional."""
    for name, field in official["outputs"].items():
        if field["required"] is None and name in ours["outputs"]:
            ours["outputs"][name]["required"] = None


class SchemaTest(unittest.TestCase):
    maxDiff = None

    def assert_same(self, ours: dict, official: dict, where: str):
        found = differences(ours, official, where)
        if found:
            self.fail("\n" + "\n".join(found))


class OpenStackTest(SchemaTest):
    @classmethod
    def setUpClass(cls):
        cls.ours = our_schema("openstack")
        cls.official = PythonSdk(fetch.wheel_sources(USED["openstack"]["wheel"], USED["openstack"]["sha256"]) / "pulumi_openstack")

    def test_resources(self):
        for name in USED["openstack"]["resources"]:
            with self.subTest(name):
                token = f"openstack:{name}"
                self.assert_same(self.ours.resource(token), self.official.resource(token), name)

    def test_provider(self):
        ours = self.ours.provider()
        strings = {name: field for name, field in ours["outputs"].items() if field["type"] == "string"}
        ours["outputs"] = strings  # a provider's other outputs are in no generated SDK
        self.assert_same(ours, self.official.resource("openstack"), "provider")

    def test_nothing_beside_the_list(self):
        self.assertEqual(sorted(self.ours.spec["resources"]), [f"openstack:{name}" for name in USED["openstack"]["resources"]])

    def test_version(self):
        self.assertEqual(self.ours.spec["version"], USED["openstack"]["wheel"].split("==")[1])


class CommandTest(SchemaTest):
    @classmethod
    def setUpClass(cls):
        cls.ours = our_schema("command")
        cls.official = GoSdk(fetch.module_sources(USED["command"]["module"], USED["command"]["sum"]) / "go" / "command" / "local")

    def test_command(self):
        token = self.official.token("Command")
        self.assertEqual(token, "command:local:Command")
        ours, official = self.ours.resource(token), self.official.resource("Command")
        forget_unknowable(ours, official)
        self.assert_same(ours, official, "Command")

    def test_version(self):
        self.assertEqual("v" + self.ours.spec["version"], USED["command"]["module"].split("@")[1])


if __name__ == "__main__":
    unittest.main()
