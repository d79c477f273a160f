"""Runs `slipway repository check` against a stand-in of each forge: it finds every weakening of the lists, and nothing else."""

import json
import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

import yaml

from forge.description import Description
from forge.documented import Documented
from forge.merge import changed
from forge.server import TOKEN, ForgeServer

REPOSITORY = Path(__file__).resolve().parents[2]
LISTS = REPOSITORY / "src/test/resources/repository"
UNREAD = {"name": "archived", "change": {"": {"/archived": True}}, "weaker": ["archived"]}


class ForgeTests:
    forge: str
    root: str
    prefix: str

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.server = ForgeServer(cls.folder, cls.description(), cls.prefix)
        cls.addClassCleanup(cls.server.stop)
        given = json.loads((LISTS / f"{cls.forge}.json").read_text())
        cls.right = {path: cls.complete(path, body) for path, body in given.items()}
        cls.entries = yaml.safe_load((LISTS / f"{cls.forge}.yaml").read_text())

    @classmethod
    def complete(cls, path: str, body):
        return body if isinstance(body, dict) and "$status" in body else cls.server.description.completed(path, body)

    def check(self, responses: dict, token: str = TOKEN, *more: str) -> subprocess.CompletedProcess:
        self.server.responses, self.server.faults = responses, []
        variables = {**os.environ, f"{self.forge.upper()}_TOKEN": token, "SSL_CERT_FILE": str(self.server.authority)}
        command = ["./slipway", "repository", "check", "--forge", self.forge, "--repository", "example-org/infrastructure"]
        done = subprocess.run(
            [*command, "--url", self.server.url, *more], cwd=REPOSITORY, env=variables, capture_output=True, text=True, timeout=120
        )
        self.assertNotIn(token, done.stdout + done.stderr)
        return done

    def findings(self, entry: dict) -> tuple[int, set, set]:
        done = self.check(changed(self.right, self.root, entry["change"]), TOKEN, "-o", "json")
        self.assertEqual([], self.server.faults, done.stderr)
        found = json.loads(done.stdout)
        return done.returncode, *({one["id"] for one in found[name]} for name in ("weakenings", "notAssessed"))

    def test_right_settings_have_no_weakening(self):
        file = self.folder / "repository.json"
        done = self.check(self.right, TOKEN, "--write", str(file))
        self.assertEqual([], self.server.faults)
        self.assertRegex(done.stdout, r"^example-org/infrastructure on \w+: weaker than required: 0; not assessed: 0; as required: \d+$")
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertEqual([], json.loads(file.read_text())["weakenings"])

    def test_every_weakening_is_found_and_nothing_else(self):
        self.assertLessEqual(15, len({one for entry in self.entries for one in entry.get("weaker", [])}))
        for entry in self.entries:
            with self.subTest(entry["name"]):
                weaker, unread = set(entry.get("weaker", [])), set(entry.get("notAssessed", []))
                self.assertEqual((3 if weaker else 1, weaker, unread), self.findings(entry))

    def test_a_weakening_that_is_not_read_is_not_found(self):
        code, weaker, _ = self.findings(UNREAD | {"change": self.unread})
        self.assertEqual((0, set()), (code, weaker))
        self.assertNotEqual(set(UNREAD["weaker"]), weaker)

    def test_another_token_is_refused(self):
        done = self.check(self.right, "another-token")
        self.assertEqual((1, ""), (done.returncode, done.stdout))
        self.assertRegex(done.stderr, r"does not accept the token of \w+_TOKEN: status 401: Bad credentials\n$")

    def test_unknown_fields_are_refused(self):
        path = next(path for path, body in self.right.items() if path == self.root)
        self.assertEqual([], self.server.description.problems(path, self.right[path]))
        problems = self.server.description.problems(path, self.right[path] | {"invented": True})
        self.assertTrue(re.search("invented", " ".join(problems)), problems)


class GitHubIT(ForgeTests, unittest.TestCase):
    forge, root, prefix = "github", "/repos/example-org/infrastructure", "/api/v3"
    description = Description
    unread = {"": {"/has_wiki": False}}


class GitLabIT(ForgeTests, unittest.TestCase):
    forge, root, prefix = "gitlab", "/projects/example-org%2Finfrastructure", "/api/v4"
    description = Documented
    unread = {"/push_rule": {"/member_check": False}}


if __name__ == "__main__":
    unittest.main()
