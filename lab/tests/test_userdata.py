"""Tests of the agent: kind of server and files from user data."""

import base64
import gzip
import unittest

from node_emulator.agent import userdata

TALOS = b"version: v1alpha1\nmachine:\n  type: controlplane\n---\nkind: HostnameConfig\n"


def cloud_config(*entries: str) -> bytes:
    return ("#cloud-config\nwrite_files:\n" + "\n".join(f"- {entry}" for entry in entries)).encode()


class Kinds(unittest.TestCase):
    def test_each_kind(self):
        for data, kind in (
            (TALOS, "talos"),
            (b"debug: false\n---\nmachine: {}\n", "talos"),
            (gzip.compress(TALOS), "talos"),
            (cloud_config("{path: /etc/haproxy/haproxy.cfg}"), "haproxy"),
            (cloud_config("{path: /etc/haproxy/haproxy.cfg}", "{path: /etc/keepalived/keepalived.conf}"), "haproxy-pair"),
            (cloud_config("{path: /etc/motd}"), "cloud-config"),
            (b"#cloud-config\n", "cloud-config"),
            (b"", "idle"),
            (b"#!/bin/sh\necho machine: x", "idle"),
            (b"a: [", "idle"),
            (b"\xff\xfe", "idle"),
        ):
            self.assertEqual(userdata.read(data).kind, kind, data)

    def test_lists_ignored_keys(self):
        self.assertEqual(userdata.read(b"#cloud-config\nruncmd: [x]\npackages: [y]\n").ignored, ("packages", "runcmd"))


class WriteFiles(unittest.TestCase):
    def content(self, encoding: str, content: bytes) -> bytes:
        text = f"{{path: /a, encoding: {encoding}, content: {base64.b64encode(content).decode()}}}"
        return userdata.read(cloud_config(text)).files[0].content

    def test_encodings(self):
        self.assertEqual(self.content("b64", b"x\0y"), b"x\0y")
        self.assertEqual(self.content("gz+b64", gzip.compress(b"x")), b"x")
        self.assertEqual(userdata.read(cloud_config("{path: /a, content: aGk=}")).files[0].content, b"aGk=")

    def test_modes(self):
        data = cloud_config("{path: /a}", "{path: /b, permissions: '0600'}", "{path: /c, permissions: 0640}")
        request = userdata.read(data)
        self.assertEqual([file.mode for file in request.files], [0o644, 0o600, 0o640])

    def test_paths_stay_below_the_root(self):
        self.assertEqual(userdata.read(cloud_config("{path: /../../x//y}")).files[0].path, "/x/y")

    def test_later_entries(self):
        request = userdata.read(cloud_config("{path: /a, content: 1}", "{path: /a, content: 2, append: true}"))
        self.assertEqual([file.content for file in request.files], [b"12"])
        request = userdata.read(cloud_config("{path: /a, content: 1}", "{path: /a, content: 2}"))
        self.assertEqual([file.content for file in request.files], [b"2"])

    def test_rejections_contain_the_path(self):
        for entry, message in (
            ("{path: relative}", r"write_files\[0\]\.path is 'relative'"),
            ("{content: x}", r"write_files\[0\] has no path"),
            ("{path: /a, encoding: rot13}", r"encoding is 'rot13'; allowed: .*gz\+b64"),
            ("{path: /a, encoding: gzip, content: x}", r"write_files\[0\] is not valid gzip"),
            ("{path: /a, permissions: rw}", r"permissions is 'rw'"),
            ("}", "not valid YAML"),
        ):
            with self.assertRaisesRegex(userdata.Rejected, message):
                userdata.read(cloud_config(entry))


if __name__ == "__main__":
    unittest.main()
