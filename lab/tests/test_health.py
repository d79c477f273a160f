"""Tests of `lab status`: names of servers."""

import unittest
from unittest import mock

from sandbox import health, nova_servers

ID = "0b7a2f4c-0000-4000-8000-000000000001"


class Names(unittest.TestCase):
    def test_a_server_has_its_name_in_nova(self):
        with mock.patch.object(nova_servers, "all_servers", return_value=[{"id": ID, "name": "staging-general-1"}]):
            servers = health.server_names()
        self.assertEqual("staging-general-1:kubelet", health.shown_name("srv-0b7a2f4c:kubelet", servers))
        self.assertEqual("srv-ffffffff:kubelet", health.shown_name("srv-ffffffff:kubelet", servers))
        self.assertEqual("nova", health.shown_name("nova", servers))

    def test_without_nova_a_server_has_its_id(self):
        with mock.patch.object(nova_servers, "all_servers", side_effect=ConnectionRefusedError):
            self.assertEqual({}, health.server_names())


if __name__ == "__main__":
    unittest.main()
