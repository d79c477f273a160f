#!/usr/bin/env python3
"""Tests of a release: it runs on a user's computer without a checkout, Maven, Go, Python and network. Requires root."""

import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

sys.dont_write_bytecode = True  # the work tree stays unchanged
sys.path.insert(0, str(Path(__file__).resolve().parent))

import signed  # noqa: E402
from computer import Computer, documented_packages, replaced, without  # noqa: E402
from embedded_jars import named_in  # noqa: E402

STACK = "staging-osl2"
PASSPHRASE = "PULUMI_CONFIG_PASSPHRASE"
CPU_SECONDS = 5  # limit of `check`, user and system
DOCTOR = "./slipway doctor --release ~/download --key ~/slipway.pub"
CLOUDS = f"""\
clouds:
  {STACK}:
    auth_type: v3applicationcredential
    auth:
      auth_url: https://identity.example.net/v3
      application_credential_id: an-id
      application_credential_secret: a-secret
"""

# What is taken away, a pattern of one path below the root; the finding; how its fix begins.
LACKS = (
    ("usr/local/bin/pulumi", "pulumi: is not in PATH", "install 3.200.0 or newer, https://www.pulumi.com/"),
    ("usr/local/bin/kubectl", "kubectl: is not in PATH", "install a version within one minor version of Kubernetes 1."),
    ("usr/local/bin/talosctl", "talosctl: is not in PATH", "install 1."),
    ("usr/bin/openssl", "openssl: is not in PATH", "install 3.0.0 or newer, from the system's packages"),
    ("usr/bin/sha256sum", "sha256sum: is not in PATH", "install it from the system's packages"),
    ("usr/bin/timeout", "timeout: is not in PATH", "install it from the system's packages"),
    ("usr/local/bin/pulumi-language-java", "pulumi-language-java: is not in PATH", "it is beside pulumi in its archive"),
    ("home/user/.pulumi/plugins/resource-openstack-*", "Pulumi plugin openstack: ", "pulumi plugin install resource openstack v"),
    ("home/user/.pulumi/plugins/resource-command-*", "Pulumi plugin command: ", "pulumi plugin install resource command v"),
    ("home/user/.pulumi/plugins/resource-kubernetes-*", "Pulumi plugin kubernetes: ", "pulumi plugin install resource kubernetes v"),
    ("home/user/.config/openstack/clouds.yaml", f"clouds.yaml entry {STACK}: ", "correct it"),
    ("home/user/slipway-*/Pulumi.yaml", "Pulumi.yaml: no file Pulumi.yaml", "run the command in the folder of the project"),
    ("home/user/slipway-*/cilium/cilium-*.yaml", "Cilium's manifest: no file cilium/cilium-", "render it: cilium/render 1."),
)


class Links(HTMLParser):
    """The files to which a page leads, relative to it."""

    def __init__(self):
        super().__init__()
        self.paths = []

    def handle_starttag(self, tag, attrs):
        urls = [urlsplit(value) for name, value in attrs if name in ("href", "src") and value]
        self.paths += [unquote(url.path) for url in urls if not url.scheme and not url.netloc and url.path]


class ReleaseTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="slipway-release-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.computer = Computer(cls.folder / "root")
        cls.release = signed.make(cls.folder)
        cls.computer.install(documented_packages())
        cls.computer.download()
        cls.prepare_user()

    @classmethod
    def prepare_user(cls):
        """Downloads and unpacks the release, and writes the files that a user writes."""
        computer = cls.computer
        (computer.home / "download").mkdir()
        for file in filter(Path.is_file, cls.release.iterdir()):
            shutil.copy(file, computer.home / "download")
        shutil.copy(cls.folder / "slipway.pub", computer.home)
        computer.write(".config/openstack/clouds.yaml", CLOUDS)
        unpacked = computer.run("download", "tar -xzf slipway-*.tar.gz -C ~")
        assert unpacked.returncode == 0, unpacked.stderr
        (cls.project,) = computer.home.glob("slipway-*/")
        copied = cls.slipway("cp examples/stacks/*.yaml stacks/")
        assert copied.returncode == 0, copied.stderr
        version = re.search(r"^cilium:\n  version: (\S+)", (cls.project / f"stacks/{STACK}.yaml").read_text(), re.MULTILINE)[1]
        computer.write(f"{cls.project.name}/cilium/cilium-{version}.yaml", "# Helm is not installed\n")

    @classmethod
    def slipway(cls, line: str, **variables: str) -> subprocess.CompletedProcess:
        return cls.computer.run(cls.project.name, line, **{PASSPHRASE: "a-passphrase", **variables})

    def assert_refused(self, result, finding, fix):
        """Asserts that exactly one thing is missing: the finding, with its fix."""
        missing = [line for line in result.stdout.splitlines() if line.startswith("missing")]
        self.assertEqual(1, len(missing), result.stdout + result.stderr)
        self.assertTrue(missing[0].startswith(f"missing  {finding}"), missing[0])
        self.assertIn(f"; {fix}", missing[0])
        self.assertEqual(1, result.returncode)

    def test_computer_has_nothing_that_builds_and_no_network(self):
        programs = "for name in git go javac mvn python3; do command -v $name; done"
        found = self.slipway(f"{programs}; whoami; tail -n +3 /proc/net/dev | cut -d: -f1")
        self.assertEqual(["user", "lo"], found.stdout.split())
        self.assertFalse((self.computer.root / "root/.m2").exists())

    def test_doctor_accepts_the_release_and_the_computer(self):
        result = self.slipway(f"{DOCTOR} {STACK}")
        lines = result.stdout.splitlines()
        self.assertEqual(0, result.returncode, result.stdout + result.stderr)
        self.assertEqual([], [line for line in lines if not line.startswith("ok  ")])
        for name in ("signature", f"{self.project.name}.tar.gz", "slipway.cdx.json", "running jar"):
            self.assertTrue(any(line.startswith(f"ok       {name}: ") for line in lines), f"{name}: {result.stdout}")

    def test_doctor_refuses_a_changed_release(self):
        archive = self.computer.home / f"download/{self.project.name}.tar.gz"
        with replaced(archive, archive.read_bytes() + b"\0"):
            self.assert_refused(self.slipway(DOCTOR), archive.name, "download the release again")
        sums = self.computer.home / "download/SHA256SUMS"
        with replaced(sums, sums.read_bytes() + b"\n"):
            self.assert_refused(self.slipway(DOCTOR), "signature: ", "download the release again")
        with without(self.computer.root / "usr/bin/minisign"):
            self.assert_refused(self.slipway(DOCTOR), "signature: not assessed", "install it from the system's packages")

    def test_doctor_refuses_a_changed_jar(self):
        jar = self.project / "target/slipway.jar"
        with replaced(jar, jar.read_bytes()):
            with zipfile.ZipFile(jar, "a") as content:
                content.writestr("added", "")
            self.assert_refused(self.slipway(DOCTOR), "running jar: ", "download the release again")

    def test_doctor_names_each_lack_with_its_fix(self):
        for pattern, finding, fix in LACKS:
            with self.subTest(finding):
                (path,) = self.computer.root.glob(pattern)
                with without(path):
                    self.assert_refused(self.slipway(f"./slipway doctor {STACK}"), finding, fix)

    def test_doctor_names_wrong_settings(self):
        with replaced(self.computer.home / ".config/openstack/clouds.yaml", b"clouds: {}\n"):
            self.assert_refused(self.slipway(f"./slipway doctor {STACK}"), f"clouds.yaml entry {STACK}: ", "correct it")
        with replaced(self.computer.root / "usr/local/bin/talosctl", b"#!/bin/sh\necho v1.2.3\n"):
            self.assert_refused(self.slipway(f"./slipway doctor {STACK}"), "talosctl: 1.2.3 is not 1.", "install 1.")
        result = self.slipway(f"unset {PASSPHRASE}; ./slipway doctor {STACK}")
        self.assert_refused(result, f"the passphrase of the state: {PASSPHRASE} is not set", "set one of them")

    def test_version_is_that_of_the_archive(self):
        result = self.slipway("./slipway version")
        self.assertEqual(self.project.name.replace("-", " ", 1), result.stdout.splitlines()[0], result.stderr)

    def test_check_is_fast_and_writes_nothing(self):
        before = self.files()
        used = self.cpu()
        result = self.slipway("./slipway check")
        used = self.cpu() - used
        self.assertEqual(0, result.returncode, result.stdout + result.stderr)
        self.assertIn("stack files, no problems", result.stdout)
        self.assertLess(used, CPU_SECONDS)
        self.assertEqual(before, self.files())
        print(f"check: {used:.1f} s of CPU", flush=True)

    def files(self):
        stats = {file: file.lstat() for file in self.project.rglob("*")}
        return {str(file): (stat.st_size, stat.st_mtime_ns, stat.st_mode) for file, stat in stats.items()}

    @staticmethod
    def cpu() -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    def test_plan_is_that_of_the_stack(self):
        result = self.slipway(f"./slipway plan {STACK}")
        self.assertEqual(0, result.returncode, result.stderr)
        self.assertIn(f"\n| {STACK}-control-plane-1 | ", result.stdout)

    def test_list_of_jars_is_complete(self):
        document = json.loads((self.project / "slipway.cdx.json").read_text())
        listed = {(one.get("group"), one["name"], one["version"]) for one in document["components"]}
        jars = named_in(self.project / "target/slipway.jar")
        (own,) = [jar for jar in jars if jar[0] == "dev.slipway"]
        self.assertLess(30, len(jars))
        self.assertEqual(set(), jars - listed - {own})
        self.assertEqual(list(own), [document["metadata"]["component"][key] for key in ("group", "name", "version")])
        versions = re.findall(r"^pulumi plugin (\S+) (\S+)$", self.slipway("./slipway version").stdout, re.MULTILINE)
        self.assertEqual(set(), {("com.pulumi", *one) for one in versions} - listed)
        self.assertEqual(4, len(versions))

    def test_links_and_documented_paths_lead_to_files(self):
        pages = sorted(self.project.rglob("*.html"))
        self.assertLess(60, len(pages))
        dead = []
        for page in pages:
            links = Links()
            links.feed(page.read_text())
            dead += [f"{page}: {path}" for path in links.paths if page.name != "404.html" and not (page.parent / path).exists()]
        self.assertEqual([], dead)
        readme = (self.project / "README.md").read_text()
        named = re.findall(r"`((?:site|examples|stacks|cilium|gitops)/?[^`* ]*)`", readme)
        self.assertLess(6, len(named))
        self.assertEqual([], [path for path in named if not (self.project / path).exists()])
        self.assertNotIn("](", readme)
        licences = self.project / "site/api/legal"  # of the scripts in javadoc's pages
        pages = [page for page in self.project.rglob("*.md") if page.parent != licences]
        self.assertEqual([self.project / "README.md"], pages)


if __name__ == "__main__":
    unittest.main()
