"""Runs the real world: up, crashes, up again, down. Needs root; minutes the first time."""

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
if "make" in sys.argv: network.create_network(name="kept")
print(len(list(network.networks(name="kept"))))
"""
AT_ONCE = """\
import collections, concurrent.futures, openstack
session = openstack.connect(cloud="lab-admin").session
session.get_token()
make = lambda i: session.post("/v2.0/security-groups", endpoint_filter={"service_type": "network"}, raise_exc=False,
                              json={"security_group": {"name": f"at-once-{i}"}}).status_code
print(dict(collections.Counter(concurrent.futures.ThreadPoolExecutor(16).map(make, range(16)))))
"""
ORDER = ("Refusal", "Exec", "Up", "Crash", "Down")  # all in one world; Down ends it

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


def world() -> int:
    return json.loads((STATE / "world.json").read_text())["pid"]


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
    """What a lab could leave on the machine."""
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
        with contextlib.suppress(OSError):  # it ended while we looked, or is not ours to look at
            os.readlink(process / "exe")  # none: it has ended, and only waits for its parent
            if os.readlink(process / "ns/user") == user_namespace:
                found.append(process.name)
    return found


class Up(Case):
    def test_a_second_up_finds_the_first(self):
        started = time.monotonic()
        self.assertIn("already up and well", self.up())
        self.assertLess(time.monotonic() - started, 5, "seconds; a start takes far longer")

    def test_two_at_once_end_in_one_world(self):
        os.kill(world(), signal.SIGKILL)
        both = [subprocess.Popen([LAB, "up"], env=ENV, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
                for _ in range(2)]
        said = [process.communicate()[1] for process in both]
        self.assertEqual([0, 0], [process.returncode for process in both], said)
        self.assertEqual(1, sum("opening the world" in text for text in said), said)
        self.assertEqual(1, sum("waiting for it" in text for text in said), said)


class Crash(Case):
    def test_killed_programs_come_back(self):
        for program in ("mariadb", "neutron", "nova", "keystone", "ovn-sb"):
            with self.subTest(program):
                old = self.pid(program)
                self.inside("kill", "-KILL", old)
                self.up()
                self.assertNotEqual(old, self.pid(program))
                self.assertEqual("1", self.inside("python", "-c", NETWORK.replace("kept", "public")))

    def test_the_first_requests_may_come_at_once(self):
        self.inside("kill", "-KILL", self.pid("neutron"))
        self.up()
        self.assertEqual("{201: 16}", self.inside("python", "-c", AT_ONCE))

    def test_a_killed_switch_has_its_tunnels_back(self):
        self.inside("kill", "-KILL", self.pid("lab2-vswitchd"))
        self.up()
        self.inside("timeout", "20", "sh", "-c", "until ip netns exec hv-lab1 ping -c1 -W1 10.255.255.2; do :; done")
        self.assertRegex(lab("status").stdout, r"(?m)^lab2-vswitchd +running +\d+ +\d+ s +1 ")

    def test_a_killed_supervisor_leaves_its_state(self):
        self.assertEqual("1", self.inside("python", "-c", NETWORK, "make"))
        os.kill(world(), signal.SIGKILL)
        time.sleep(0.5)
        self.assertIn("its state is kept", lab("status").stdout)
        self.up()
        self.assertEqual("1", self.inside("python", "-c", NETWORK))


class Exec(Case):
    def test_gives_back_the_exit_code(self):
        self.assertEqual(7, lab("exec", "--", "sh", "-c", "exit 7").returncode)
        self.assertEqual(127, lab("exec", "--", "no-such-command").returncode)
        self.assertEqual(143, lab("exec", "--", "sh", "-c", "kill -TERM $$").returncode)

    def test_keeps_the_folder_and_standard_input(self):
        done = lab("exec", "--", "sh", "-c", "pwd; cat", cwd=folder.name, input="through\n")
        self.assertEqual([folder.name, "through"], done.stdout.split())

    def test_hands_signals_on(self):
        script = "trap 'echo stopped; exit 3' TERM; echo ready; while :; do sleep 0.1; done"
        with subprocess.Popen([LAB, "exec", "--", "sh", "-c", script], env=ENV, stdout=subprocess.PIPE, text=True) as process:
            self.assertEqual("ready\n", process.stdout.readline())
            process.terminate()
            self.assertEqual("stopped\n", process.stdout.readline())
        self.assertEqual(3, process.returncode)

    def test_nothing_leads_out(self):
        self.assertEqual("", self.inside("ip", "route", "show", "default"))
        links = re.findall(r"^\d+: (\w+)", self.inside("ip", "-o", "link"), re.MULTILINE)
        self.assertEqual({"lo", "labext", "labund"}, {link for link in links if not re.fullmatch("l(und|ext)[123]", link)})

    def test_names_the_servers_when_there_is_none(self):
        done = lab("exec", "--in", "nowhere", "--", "true")
        self.assertEqual(1, done.returncode)
        self.assertIn("no server is called 'nowhere'; there are: none", done.stderr)


class Down(Case):
    def test_leaves_nothing(self):
        user_namespace = os.readlink(f"/proc/{world()}/ns/user")
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

    def test_of_exec_without_a_world(self):
        with tempfile.TemporaryDirectory() as other:
            done = lab("exec", "--", "true", state=other)
            self.assertEqual(1, done.returncode)
            self.assertIn("./slipway lab up", done.stderr)
