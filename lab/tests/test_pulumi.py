"""Tests of `lab run` and `lab preview`: the order, and what is run in the sandbox."""

import contextlib
import io
import json
import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from sandbox import execution, lifecycle, paths, pulumi, state_record


class Order(unittest.TestCase):
    def test_ops_stack_registers_clusters_after_their_update(self):
        self.assertEqual(["staging", "staging-osl2", "staging"], pulumi.order(["staging-osl2", "staging"]))

    def test_registration_needs_no_name_of_the_ops_stack(self):
        self.assertEqual(["staging-osl2", "staging-sto2", "staging"], pulumi.order(["staging-osl2", "staging-sto2"]))

    def test_ops_stack_alone_is_updated_once(self):
        self.assertEqual(["staging", "production"], pulumi.order(["staging", "production"]))


class Runs(unittest.TestCase):
    """`pulumi` is a shell script; nothing is in a sandbox."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.state = self.root / "state"
        paths.prepare_state(self.state)
        self.commands = []
        self.script = "exit 0"
        self.record = state_record.StateRecord(1, 1, "/profile", "/venv", "key")
        variables = {"SLIPWAY_CACHE": str(self.root / "cache"), "SLIPWAY_LAB": str(self.state)}
        variables["SLIPWAY_STACKS"] = str(paths.REPO / "stacks")
        for patch in (
            mock.patch.dict(os.environ, variables),
            mock.patch.object(lifecycle, "up", return_value=0),
            mock.patch.object(state_record, "require", return_value=self.record),
            mock.patch.object(pulumi, "_check"),
            mock.patch.object(execution, "start", self.start),
        ):
            patch.start()
            self.addCleanup(patch.stop)

    def start(self, record, command, env, folder="/", output=None):
        self.commands.append(command)
        child = os.fork()
        if child == 0:
            if output is not None:
                os.dup2(output, 1)
                os.dup2(output, 2)
            else:
                os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.execvpe("sh", ["sh", "-c", self.script, *command], env)
        return child

    def printed(self, function, *stacks):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = function(list(stacks))
        return code, out.getvalue(), err.getvalue()

    def test_run_prints_counts_and_writes_the_output_to_the_log(self):
        done = {"resOutputsEvent": {"metadata": {"urn": "urn::a"}}}
        self.script = f"[ $1 != up ] || {{ echo complete output; echo '{json.dumps(done)}' >$7; }}"
        code, out, err = self.printed(pulumi.run, "staging")
        log = self.state / "log/pulumi-staging.log"
        self.assertEqual(0, code)
        self.assertIn("staging: 1 resources, ", out)
        self.assertNotIn("complete output", out)
        self.assertIn(f"its output: {log}", err)
        self.assertEqual("complete output\n", log.read_text())
        self.assertEqual(["stack select", "up --stack", "stack output"], [" ".join(one[1:3]) for one in self.commands])
        self.assertEqual([], list((self.state / "tmp").iterdir()))
        self.assertIn('"stacks/staging create": [', (self.root / "cache/update-times.json").read_text())

    def test_failed_run_prints_the_end_of_the_output(self):
        self.script = "[ $1 != up ] || { seq 100; echo 'error: no'; exit 255; }"
        code, out, err = self.printed(pulumi.run, "staging")
        self.assertEqual(255, code)
        self.assertEqual([*map(str, range(62, 101)), "error: no"], out.splitlines())
        self.assertIn(f"the complete output: {self.state}/log/pulumi-staging.log", err)
        self.assertFalse((self.root / "cache/update-times.json").exists())

    def test_preview_has_the_settings_of_run(self):
        code, _, _ = self.printed(pulumi.preview, "staging-osl2", "staging")
        self.assertEqual(0, code)
        previews = [command for command in self.commands if command[1] == "preview"]
        self.assertEqual(["staging", "staging-osl2"], [command[4] for command in previews])
        self.commands.clear()
        self.printed(pulumi.run, "staging")
        up = next(command for command in self.commands if command[1] == "up")
        settings = [one for one in previews[0] if "config" in one]
        self.assertEqual(3, len(settings))
        self.assertEqual(settings, [one for one in up if "config" in one])

    def test_stack_exists_after_a_completed_update(self):
        file = self.state / "pulumi/.pulumi/stacks/slipway/staging.json"
        self.assertFalse(pulumi.exists(self.state, "staging"))
        file.parent.mkdir(parents=True)
        for latest, expected in (
            (None, False),
            ({"resources": [{"type": "pulumi:pulumi:Stack"}]}, False),
            ({"resources": [{"type": "pulumi:pulumi:Stack", "outputs": {"apiServer": "https://"}}]}, True),
        ):
            file.write_text(json.dumps({"checkpoint": {"latest": latest}}))
            self.assertEqual(expected, pulumi.exists(self.state, "staging"))


if __name__ == "__main__":
    unittest.main()
