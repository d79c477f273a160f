"""The script slipway: with a release it builds nothing, and needs no GNU tool."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "slipway"
JAVA = '#!/bin/bash\necho "$@"\n'
READLINK = '#!/bin/bash\n[ "$1" != -f ] || exit 1\nexec /usr/bin/readlink "$@"\n'  # as on macOS


class SlipwayScriptTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.root = self.folder / "release"
        self.path = self.folder / "bin"
        for folder in (self.root / "target", self.path):
            folder.mkdir(parents=True)
        shutil.copy(SCRIPT, self.root)
        for name, text in (("java", JAVA), ("readlink", READLINK)):
            (self.path / name).write_text(text)
            (self.path / name).chmod(0o755)
        for name in ("bash", "dirname"):
            os.symlink(shutil.which(name), self.path / name)

    def run_script(self, *arguments, script=None, **variables):
        return subprocess.run(
            [script or self.root / "slipway", *arguments],
            env={"PATH": str(self.path), **variables},
            capture_output=True,
            text=True,
            check=False,
        )

    def assert_starts(self, jar, result):
        self.assertEqual(0, result.returncode, result.stderr)
        self.assertTrue(result.stdout.endswith(f"-jar {jar} check\n"), result.stdout)

    def test_release_starts_its_jar(self):
        jar = self.root / "target/slipway.jar"
        jar.touch()
        self.assert_starts(jar, self.run_script("check"))

    def test_checkout_starts_the_jar_of_a_release(self):
        (self.root / "src/main/java/dev/slipway").mkdir(parents=True)
        jar = self.root / "slipway.jar"
        jar.touch()
        self.assert_starts(jar, self.run_script("check"))

    def test_checkout_starts_the_jar_that_a_variable_names(self):
        (self.root / "src/main/java/dev/slipway").mkdir(parents=True)
        jar = self.folder / "own.jar"
        jar.touch()
        self.assert_starts(jar, self.run_script("check", SLIPWAY_JAR=str(jar)))

    def test_variable_with_an_absent_jar_is_refused(self):
        (self.root / "target/slipway.jar").touch()
        result = self.run_script("check", SLIPWAY_JAR="/absent.jar")
        self.assertEqual(2, result.returncode)
        self.assertIn("SLIPWAY_JAR is /absent.jar, which is not a file", result.stderr)

    def test_folder_with_other_sources_is_a_release(self):
        (self.root / "src").mkdir()
        self.assertEqual(2, self.run_script("build").returncode)

    def test_symbolic_links_lead_to_the_release(self):
        jar = self.root / "target/slipway.jar"
        jar.touch()
        (self.path / "first").symlink_to(self.root / "slipway")
        (self.path / "second").symlink_to("first")
        self.assert_starts(jar, self.run_script("check", script=self.path / "second"))

    def test_first_build_prints_nothing_before_the_output_of_the_command(self):
        (self.root / "src/main/java/dev/slipway").mkdir(parents=True)
        (self.root / "toolchain").mkdir()
        tools = {
            self.root / "toolchain/toolchain": "#!/bin/bash\necho /profile\n",
            self.path / "mvn": '#!/bin/bash\nprintf "\\e[0m"\n',
        }
        for tool, text in tools.items():
            tool.write_text(text)
            tool.chmod(0o755)
        result = self.run_script("version", "-o", "json", HOME=str(self.folder))
        self.assertEqual(0, result.returncode, result.stderr)
        self.assertTrue(result.stdout.startswith("-XX:"), result.stdout)
        self.assertIn("\x1b[0m", result.stderr)

    def test_release_has_no_lab(self):
        result = self.run_script("lab", "up")
        self.assertEqual(2, result.returncode)
        self.assertEqual("lab needs a checkout of the repository; this is a release\n", result.stderr)


if __name__ == "__main__":
    unittest.main()
