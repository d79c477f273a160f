#!/usr/bin/env python3
"""Runs the `toolchain` command with a small table of tools that need no Go, in a separate cache."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

COMMAND = Path(__file__).resolve().parents[1] / "toolchain"
sys.path.insert(0, str(COMMAND.parent))
sys.dont_write_bytecode = True

from builder.recipe import Commands, Stopped  # noqa: E402
from builder.store import Store  # noqa: E402

TABLE = """
programs = []
no_checksum_lookup = []

[tool.greeting]
version = "1"
minutes = 0.1
steps = [{ run = ["sh", "-c", "echo run >> {src}/runs; echo hello"], to = "{out}/bin/greeting" }]

[tool.loud]
version = "2"
needs = ["greeting"]
minutes = 0.1
steps = [{ run = ["sh", "-c", "tr a-z A-Z < {tool:greeting}/bin/greeting"], to = "{out}/share/loud" }]
"""
BROKEN = TABLE + """
[tool.broken]
version = "3"
minutes = 0.1
steps = [{ run = ["sh", "-c", "echo the reason why; exit 7"] }]

[tool.victim]
version = "3"
needs = ["broken"]
minutes = 0.1
steps = [{ run = ["true"] }]

[tool.bystander]
version = "3"
minutes = 0.1
steps = [{ run = ["true"] }]
"""
SLOW = TABLE + """
[tool.slow]
version = "1"
minutes = 9
steps = [{ run = ["sh", "-c", "echo $$ > {src}/pid; sleep 300"] }]
"""


class ToolchainTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.store = self.folder / "cache" / "toolchain"
        self.write(TABLE)

    def write(self, table: str):
        (self.folder / "tools.toml").write_text(table)

    def command(self, *words: str) -> list[str]:
        return [sys.executable, str(COMMAND), "--table", str(self.folder / "tools.toml"), *words]

    @property
    def env(self) -> dict:
        return {**os.environ, "SLIPWAY_CACHE": str(self.folder / "cache")}

    def toolchain(self, *words: str, status: int = 0) -> str:
        done = subprocess.run(self.command(*words), env=self.env, capture_output=True, text=True)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def runs(self) -> int:
        return len((self.folder / "runs").read_text().splitlines())

    def result(self, name: str) -> Path:
        (folder,) = self.store.glob(f"{name}-*")
        return folder

    def test_profile_contains_the_results(self):
        self.toolchain("build")
        profile = Path(self.toolchain("path").strip())
        self.assertEqual((profile / "bin/greeting").read_text(), "hello\n")
        self.assertTrue((profile / "share/loud").is_symlink())
        self.assertFalse((self.folder / "cache/build").exists(), "the temporary folder must be deleted")

    def test_some_tools_have_a_profile_before_the_rest_is_built(self):
        self.toolchain("build", "--only", "greeting")
        profile = Path(self.toolchain("path", "--only", "greeting").strip())
        self.assertEqual((profile / "bin/greeting").read_text(), "hello\n")
        self.assertIn("loud 2 is not built", self.toolchain("path", status=1))

    def test_temporary_folder_is_kept_while_much_remains_to_be_built(self):
        for table, kept in ((SLOW, True), (TABLE, False)):  # slow takes 9 minutes, loud 0.1
            with self.subTest(kept=kept):
                self.write(table)
                shutil.rmtree(self.folder / "cache", ignore_errors=True)
                self.toolchain("build", "--only", "greeting")
                self.assertEqual(kept, (self.folder / "cache/build").exists())

    def test_build_cache_is_deleted_while_a_process_writes_into_it(self):
        store = Store(self.folder / "cache")
        cache = store.build / "go" / "53"
        cache.mkdir(parents=True)
        (store.build / "go.deleted" / "of a killed run").mkdir(parents=True)
        writer = subprocess.Popen(["sh", "-c", "cd $0; while :; do echo > $(date +%N) || exit; done", cache], stderr=subprocess.DEVNULL)
        try:
            store.delete_go_cache()
        finally:
            writer.kill()
            writer.wait()
        self.assertFalse((store.build / "go").exists())

    def test_second_run_builds_nothing(self):
        self.toolchain("build")
        begun = time.monotonic()
        self.assertIn("nothing to build", self.toolchain("build"))
        self.assertLess(time.monotonic() - begun, 1)
        self.assertEqual(self.runs(), 1)

    def test_truncated_result_is_built_again(self):
        self.toolchain("build")
        file = self.result("greeting") / "bin/greeting"
        file.write_text("hel")
        self.assertIn("building greeting 1", self.toolchain("build"))
        self.assertEqual(file.read_text(), "hello\n")
        self.assertEqual(self.runs(), 2)

    def test_half_done_result_is_built_again(self):
        self.toolchain("build")
        (self.result("greeting") / "manifest.json").unlink()
        self.assertIn("greeting 1 is not built", self.toolchain("path", status=1))
        self.toolchain("build")
        self.assertEqual(self.runs(), 2)

    def test_verify_rebuilds_a_changed_file_of_the_same_size(self):
        self.toolchain("build")
        self.assertIn("nothing to build", self.toolchain("build", "--verify"))
        file = self.result("greeting") / "bin/greeting"
        file.write_text("jello\n")
        self.assertIn("nothing to build", self.toolchain("build"))
        self.assertIn("building greeting 1", self.toolchain("build", "--verify"))
        self.assertEqual(file.read_text(), "hello\n")

    def test_changed_entry_gets_another_folder(self):
        self.toolchain("build")
        before = self.result("greeting")
        self.write(TABLE.replace("echo hello", "echo good day"))
        self.toolchain("build")
        self.assertEqual(len(list(self.store.glob("greeting-*"))), 2)
        self.toolchain("prune")
        self.assertNotEqual(self.result("greeting"), before)

    def test_failure_shows_the_log_and_does_not_affect_other_tools(self):
        self.write(BROKEN)
        output = self.toolchain("build", status=1)
        for part in ["FAILED broken 3: exit status 7", "the reason why", "log/broken.log", "--only broken", "victim 3 is left out"]:
            self.assertIn(part, output)
        self.assertTrue((self.result("bystander") / "manifest.json").is_file())
        self.assertFalse(list(self.store.glob("broken-*")))

    def test_sigterm_stops_the_children(self):
        self.write(SLOW)
        process = subprocess.Popen(self.command("build"), env=self.env, stdout=subprocess.DEVNULL)
        pid = self.folder / "pid"
        while not (pid.is_file() and pid.read_text().strip()):
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(timeout=10), 143)
        with self.assertRaises(ProcessLookupError):
            os.kill(int(pid.read_text()), 0)

    def test_stop_while_other_commands_end(self):
        def run_until_stopped(commands, *argv):
            try:
                while True:
                    commands.run(argv, self.folder, self.env, None, None)
            except Stopped:
                pass

        for _ in range(20):
            commands = Commands()
            with ThreadPoolExecutor(3) as pool:
                for argv in (["true"], ["true"], ["sleep", "5"]):
                    pool.submit(run_until_stopped, commands, *argv)
                time.sleep(0.02)
                begun = time.monotonic()
                commands.stop()
            self.assertLess(time.monotonic() - begun, 4)

    def test_unknown_names_are_rejected(self):
        self.assertIn("unknown tool 'nix'; allowed: greeting, loud", self.toolchain("build", "--only", "nix", status=1))
        self.write(TABLE.replace("minutes", "minuets", 1))
        self.assertIn("unknown field 'minuets'", self.toolchain("build", status=1))


if __name__ == "__main__":
    unittest.main()
