"""Tests a real lab: up, crashes, up again, down. Requires root; takes minutes the first time."""

import contextlib
import json
import os
import re
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

LAB = Path(__file__).resolve().parents[1] / "cli/lab"
NETWORK = """\
import openstack, sys
network = openstack.connect(cloud="lab-admin").network
if "create" in sys.argv: network.create_network(name="kept")
print(len(list(network.networks(name="kept"))))
"""
PARALLEL = """\
import collections, concurrent.futures, openstack
session = openstack.connect(cloud="lab-admin").session
session.get_token()
create = lambda i: session.post("/v2.0/security-groups", endpoint_filter={"service_type": "network"}, raise_exc=False,
                              json={"security_group": {"name": f"at-once-{i}"}}).status_code
print(dict(collections.Counter(concurrent.futures.ThreadPoolExecutor(16).map(create, range(16)))))
"""
ORDER = ("Refusal", "Exec", "Up", "Crash", "Down")  # all in one sandbox; Down ends it

folder = tempfile.TemporaryDirectory(prefix="slipway-lab-test-")
STATE = Path(folder.name, "state")
ENV = os.environ | {"SLIPWAY_LAB": str(STATE)}


def setUpModule():
    if os.geteuid() != 0:
        raise unittest.SkipTest("the lab needs root")
    unittest.addModuleCleanup(folder.cleanup)
    unittest.addModuleCleanup(lab, "down")
    Down.before = traces()
    first = lab("up")
    assert first.returncode == 0, first.stderr + first.stdout


def load_tests(loader, tests, pattern):
    return unittest.TestSuite(loader.loadTestsFromTestCase(globals()[name]) for name in ORDER)


def lab(*arguments, state=STATE, **options):
    env = ENV | {"SLIPWAY_LAB": str(state)}
    return subprocess.run([LAB, *arguments], env=env, capture_output=True, text=True, **options)


def init_process() -> int:
    return json.loads((STATE / "sandbox.json").read_text())["pid"]


class Case(unittest.TestCase):
    def inside(self, *command):
        done = lab("exec", "--", *command)
        self.assertEqual(0, done.returncode, done.stderr)
        return done.stdout.strip()

    def up(self):
        done = lab("up")
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        return done.stderr

    def pid(self, program) -> str:
        return self.inside("supervisorctl", "-s", "unix:///run/lab/supervisor.sock", "pid", program)


def traces() -> dict[str, set[str]]:
    """Returns the parts of the host's state that a lab could leave changed."""
    def lines(*command):
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return {
        "network namespaces": set(lines("ip", "netns", "list")),
        "links": {line.split()[0] for line in lines("ip", "-brief", "link")},
        "routes": set(lines("ip", "route")),
        "mounts": set(Path("/proc/self/mounts").read_text().splitlines()),
    }


def processes_of(user_namespace: str) -> list[str]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it has ended, or may not be read
            os.readlink(process / "exe")  # fails for a zombie
            if os.readlink(process / "ns/user") == user_namespace:
                found.append(process.name)
    return found


class Up(Case):
    def test_second_up_finds_the_first(self):
        started = time.monotonic()
        self.assertIn("already up and healthy", self.up())
        self.assertLess(time.monotonic() - started, 5, "seconds; a start takes far longer")

    def test_parallel_ups_create_one_sandbox(self):
        os.kill(init_process(), signal.SIGKILL)
        both = [subprocess.Popen([LAB, "up"], env=ENV, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
                for _ in range(2)]
        outputs = [process.communicate()[1] for process in both]
        self.assertEqual([0, 0], [process.returncode for process in both], outputs)
        self.assertEqual(1, sum("creating the sandbox" in text for text in outputs), outputs)
        self.assertEqual(1, sum("waiting for it" in text for text in outputs), outputs)


class Crash(Case):
    def test_killed_programs_restart(self):
        for program in ("mariadb", "neutron", "nova", "keystone", "ovn-sb"):
            with self.subTest(program):
                old = self.pid(program)
                self.inside("kill", "-KILL", old)
                self.up()
                self.assertNotEqual(old, self.pid(program))
                self.assertEqual("1", self.inside("python", "-c", NETWORK.replace("kept", "public")))

    def test_parallel_first_requests_succeed(self):
        self.inside("kill", "-KILL", self.pid("neutron"))
        self.up()
        self.assertEqual("{201: 16}", self.inside("python", "-c", PARALLEL))

    def test_killed_switch_restores_its_tunnels(self):
        self.inside("kill", "-KILL", self.pid("lab2-vswitchd"))
        self.up()
        self.inside("timeout", "20", "sh", "-c", "until ip netns exec hv-lab1 ping -c1 -W1 10.255.255.2; do :; done")
        self.assertRegex(lab("status").stdout, r"(?m)^lab2-vswitchd +running +\d+ +\d+ s +1 ")

    def test_killed_supervisor_keeps_the_state(self):
        self.assertEqual("1", self.inside("python", "-c", NETWORK, "create"))
        os.kill(init_process(), signal.SIGKILL)
        time.sleep(0.5)
        self.assertIn("its state is kept", lab("status").stdout)
        self.up()
        self.assertEqual("1", self.inside("python", "-c", NETWORK))


class Exec(Case):
    def test_returns_the_exit_code(self):
        self.assertEqual(7, lab("exec", "--", "sh", "-c", "exit 7").returncode)
        self.assertEqual(127, lab("exec", "--", "no-such-command").returncode)
        self.assertEqual(143, lab("exec", "--", "sh", "-c", "kill -TERM $$").returncode)

    def test_keeps_the_folder_and_standard_input(self):
        done = lab("exec", "--", "sh", "-c", "pwd; cat", cwd=folder.name, input="through\n")
        self.assertEqual([folder.name, "through"], done.stdout.split())

    def test_forwards_signals(self):
        script = "trap 'echo stopped; exit 3' TERM; echo ready; while :; do sleep 0.1; done"
        with subprocess.Popen([LAB, "exec", "--", "sh", "-c", script], env=ENV, stdout=subprocess.PIPE, text=True) as process:
            self.assertEqual("ready\n", process.stdout.readline())
            process.terminate()
            self.assertEqual("stopped\n", process.stdout.readline())
        self.assertEqual(3, process.returncode)

    def test_has_no_route_out(self):
        self.assertEqual("", self.inside("ip", "route", "show", "default"))
        links = re.findall(r"^\d+: (\w+)", self.inside("ip", "-o", "link"), re.MULTILINE)
        self.assertEqual({"lo", "labext", "labund"}, {link for link in links if not re.fullmatch("l(und|ext)[123]", link)})

    def test_lists_the_servers_for_an_unknown_name(self):
        done = lab("exec", "--in", "nowhere", "--", "true")
        self.assertEqual(1, done.returncode)
        self.assertIn("no server is named 'nowhere'; existing servers: none", done.stderr)


class Down(Case):
    def test_restores_the_host(self):
        user_namespace = os.readlink(f"/proc/{init_process()}/ns/user")
        self.assertGreater(len(processes_of(user_namespace)), 20)
        started = time.monotonic()
        done = lab("down")
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertLess(time.monotonic() - started, 20, "seconds")
        self.assertEqual([], processes_of(user_namespace))
        self.assertFalse(STATE.exists())
        self.assertEqual(self.before, traces())


class Refusal(unittest.TestCase):
    def test_of_a_folder_with_other_files(self):
        with tempfile.TemporaryDirectory() as other:
            mine = Path(other, "mine")
            mine.touch()
            for command in ("up", "down"):
                done = lab(command, state=other)
                self.assertEqual(1, done.returncode)
                self.assertIn(other, done.stderr)
            self.assertTrue(mine.exists())

    def test_of_exec_without_a_lab(self):
        with tempfile.TemporaryDirectory() as other:
            done = lab("exec", "--", "true", state=other)
            self.assertEqual(1, done.returncode)
            self.assertIn("./slipway lab up", done.stderr)
