"""Tests of the agent: from a Nova server to its supervisord programs."""

import base64
import configparser
import shlex
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from node_emulator.agent import files, nova, programs, servers, userdata
from node_emulator.agent.context import LabContext

ID = "0a1b2c3d-0000-4000-8000-000000000001"
OTHER = "ffffffff-0000-4000-8000-000000000002"
NAME = "srv-0a1b2c3d"
TALOS = b"version: v1alpha1\nmachine:\n  type: controlplane\n---\nkind: HostnameConfig\n"
HAPROXY = b"#cloud-config\nwrite_files: [{path: /etc/haproxy/haproxy.cfg, content: x, permissions: '0640'}]"


def nova_server(**changes) -> nova.Server:
    fields = dict(
        id=ID, name="cp 1", project="p", status="ACTIVE", task=None, created="1", updated="1", user_data=b"",
        metadata={"cluster": "ops"}, addresses=("2001:db8::5", "10.0.0.5"), boot="req-1", disk="req-1",
    )
    return nova.Server(**{**fields, **changes})


class SupervisorConfiguration(unittest.TestCase):
    server = programs.ServerContext(NAME, "cp-1", "10.0.0.5", 4, 8192, Path("/s/a b/50%"), Path("/l/cp-1"), Path("/bin"))

    def sections(self, kind: str) -> configparser.RawConfigParser:
        parser = configparser.RawConfigParser()
        parser.read_string(programs.render(programs.of(kind, self.server), self.server))
        return parser

    def test_talos(self):
        parser = self.sections(userdata.TALOS)
        apid, etcd = parser[f"program:{NAME}-apid"], parser[f"program:{NAME}-etcd"]
        self.assertEqual(len(parser[f"group:{NAME}"]["programs"].split(",")), 13)
        self.assertEqual(shlex.split(apid["command"]), (
            f"ip netns exec {NAME} /bin/talosnode serve -dir".split()
            + ["/s/a b/50%%"] + f"-address 10.0.0.5 -group {NAME} -hostname cp-1 -cpu 4 -memory 8192Mi".split()
        ))
        self.assertEqual((apid["autostart"], etcd["autostart"]), ("true", "false"))
        self.assertEqual((etcd["process_name"], etcd["stopwaitsecs"]), ("etcd", "5"))
        self.assertEqual(etcd["stdout_logfile"], "/l/cp-1/etcd.log")

    def test_haproxy(self):
        self.assertEqual(self.sections(userdata.HAPROXY).sections(), [f"group:{NAME}", f"program:{NAME}-haproxy"])

    def test_pair(self):
        self.assertEqual(
            self.sections(userdata.HAPROXY_PAIR).sections(),
            [f"group:{NAME}", f"program:{NAME}-haproxy", f"program:{NAME}-keepalived"],
        )

    def test_nothing_to_run(self):
        for kind in userdata.WITHOUT_PROGRAMS:
            self.assertEqual(programs.of(kind, self.server), ())


class FakeSupervisor:
    """Replaces SupervisorGroups; records the calls in order."""

    def __init__(self, running=()):
        self.loaded, self.running, self.calls = set(running), set(running), []

    def is_loaded(self, name):
        return name in self.loaded

    def stop(self, name):
        self.calls += ["stop"] * (name in self.running)
        was_running = name in self.running
        self.running.discard(name)
        return not was_running

    def add(self, name, text):
        self.calls.append("add")
        self.loaded.add(name)
        self.running.add(name)

    def remove(self, name):
        self.calls += ["remove"] * (name in self.loaded)
        self.loaded.discard(name)

    def names(self):
        return set(self.loaded)


class Reconciliation(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.context = LabContext(Path(scratch.name), Path("/bin"), ("lab1",))
        self.supervisor = FakeSupervisor()
        self.servers = servers.Servers(self.context, self.supervisor)
        self.disk = self.context.disk(ID)

    def settle(self, server: nova.Server, rounds: int = 3) -> list[str]:
        self.supervisor.calls = []
        with self.assertNoLogs(level="ERROR"):
            while not self.servers.reconcile(server, True):
                rounds -= 1
                self.assertTrue(rounds, "does not settle")
        return self.supervisor.calls

    def test_from_creation_to_deletion(self):
        server = nova_server(user_data=TALOS)
        self.assertFalse(self.servers.reconcile(server, False), "must wait for the network")
        self.assertEqual(self.settle(server), ["add"])
        self.assertEqual(self.settle(server), [])
        self.assertEqual((self.disk / "config.yaml").read_bytes(), TALOS)
        (self.disk / "config.yaml").write_text("changed by Talos")
        for folder in ("run", "state"):
            (self.disk / "system" / folder).mkdir(parents=True)
        self.assertEqual(self.settle(nova_server(user_data=TALOS, boot="req-2")), ["stop", "remove", "add"])
        self.assertEqual((self.disk / "config.yaml").read_text(), "changed by Talos")
        self.assertEqual([path.name for path in (self.disk / "system").iterdir()], ["state"], "memory is lost at a boot")
        self.assertEqual(self.settle(nova_server(status="SHUTOFF", boot="req-2")), ["stop"])
        self.assertEqual(self.settle(nova_server(status="SHUTOFF", boot="req-2")), [])
        self.assertEqual(self.settle(nova_server(boot="req-3")), ["remove", "add"])
        self.assertEqual(self.settle(nova_server(user_data=TALOS, boot="req-4", disk="req-4")), ["stop", "remove", "add"])
        self.assertEqual((self.disk / "config.yaml").read_bytes(), TALOS)
        names = mock.patch("node_emulator.agent.netns.names", lambda: {NAME, "srv-ffffffff"})
        with names, mock.patch("node_emulator.agent.netns.delete") as delete:
            self.assertFalse(self.servers.remove_deleted({}, {"srv-ffffffff"}))
            self.assertTrue(self.disk.exists())
            self.assertTrue(self.servers.remove_deleted({}, {"srv-ffffffff"}))
        delete.assert_called_once_with(NAME)
        self.assertFalse(self.disk.exists())

    def test_ignores_servers_that_nova_is_changing(self):
        for status, task in (("ERROR", None), ("BUILD", "spawning"), ("ACTIVE", "rebooting"), ("VERIFY_RESIZE", None)):
            self.servers.reconcile(nova_server(status=status, task=task), True)
        self.assertEqual(self.supervisor.calls, [])
        self.assertFalse(self.disk.exists())

    def test_restart_of_the_sandbox_keeps_the_disk(self):
        server = nova_server(user_data=TALOS)
        self.settle(server)
        (self.disk / "etcd").write_text("data")
        self.servers = servers.Servers(self.context, FakeSupervisor())
        self.servers.reconcile(server, True)
        self.assertEqual((self.disk / "etcd").read_text(), "data")

    def test_cloud_config_and_rejection(self):
        self.settle(nova_server(user_data=HAPROXY))
        path = self.disk / "root/etc/haproxy/haproxy.cfg"
        self.assertEqual((path.read_text(), path.stat().st_mode & 0o777), ("x", 0o640))
        self.assertEqual(self.disk.stat().st_mode & 0o777, 0o700)
        with self.assertLogs("agent", "ERROR") as log:
            self.servers.reconcile(nova_server(id=OTHER, user_data=b"#cloud-config\n}"), True)
        self.assertIn("rejected", log.output[0])

    def test_index(self):
        server = nova_server(floating=("198.51.100.34",))
        self.settle(server)
        self.servers.write_index({ID: server})
        text = (self.context.servers / "index.json").read_text()
        for part in ('"cp 1"', ID, NAME, '"idle"', '"ops"', "198.51.100.34"):
            self.assertIn(part, text)

    def test_names(self):
        self.assertEqual([servers.safe(name) for name in ("cp-1.x", "../a b;c", "..")], ["cp-1.x", "a-b-c", "server"])


class NovaResponses(unittest.TestCase):
    def test_newest(self):
        actions = [
            dict(action="stop", request_id="d", start_time="4"),
            dict(action="create", request_id="a", start_time="1"),
            dict(action="reboot", request_id="c", start_time="3"),
            dict(action="rebuild", request_id="b", start_time="2"),
        ]
        self.assertEqual([nova.newest(actions, kinds) for kinds in (nova.BOOT_ACTIONS, nova.DISK_ACTIONS)], ["c", "b"])

    def test_server(self):
        addresses = {"n": [
            {"addr": "10.0.0.5", "OS-EXT-IPS:type": "fixed"},
            {"addr": "198.51.100.34", "OS-EXT-IPS:type": "floating"},
        ]}
        entry = dict(id=ID, name="x", tenant_id="p", status="ACTIVE", created="1", updated="2", addresses=addresses)
        entry["flavor"] = dict(vcpus=4, ram=8192)
        found = nova.server({**entry, "OS-EXT-SRV-ATTR:user_data": base64.b64encode(b"u").decode()})
        self.assertEqual((found.user_data, found.addresses, found.floating), (b"u", ("10.0.0.5",), ("198.51.100.34",)))
        self.assertEqual((found.cpus, found.memory), (4, 8192))
        self.assertEqual(nova.server(entry).user_data, b"")


class Files(unittest.TestCase):
    def test_replaces_the_file_atomically(self):
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch, "x")
            for content in (b"1", b"2"):
                files.write(path, content)
            self.assertEqual((path.read_bytes(), path.stat().st_mode & 0o777), (b"2", 0o600))
            self.assertEqual([found.name for found in Path(scratch).iterdir()], ["x"])


if __name__ == "__main__":
    unittest.main()
