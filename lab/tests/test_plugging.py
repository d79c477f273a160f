"""Tests of the agent: which ports it plugs, and the configuration of their interfaces."""

import unittest

from node_emulator.agent import config_overlay, neutron, switch
from node_emulator.agent.agent import difference
from node_emulator.agent.ovn import Port

ID = "0a1b2c3d-0000-4000-8000-000000000001"
NAME = "srv-0a1b2c3d"


class Plugging(unittest.TestCase):
    def test_difference(self):
        bound = {id: Port(id, "lab1", ID) for id in ("right", "broken", "other", "missing")}
        present = {
            "right": switch.Plugged(NAME, True),
            "broken": switch.Plugged(NAME, False),
            "other": switch.Plugged("srv-ffffffff", True),
            "gone": switch.Plugged(NAME, True),
        }
        unplug, plug = difference(bound, present, {NAME})
        self.assertEqual((unplug, plug), (["broken", "gone", "other"], ["broken", "missing", "other"]))
        self.assertEqual(difference({}, {}, set()), ([], []))

    def test_namespace_deleted_by_hand(self):
        bound, present = {"a": Port("a", "lab1", ID)}, {"a": switch.Plugged(NAME, True)}
        self.assertEqual(difference(bound, present, {NAME}), ([], []))
        self.assertEqual(difference(bound, present, set()), (["a"], ["a"]))

    def test_interface(self):
        route = dict(destination="10.9.0.0/16", nexthop="10.0.0.9")
        subnets = {
            "4": dict(id="4", cidr="10.0.0.0/24", gateway_ip="10.0.0.1", host_routes=[route]),
            "6": dict(id="6", cidr="2001:db8::/64", gateway_ip="2001:db8::1", host_routes=[], ipv6_address_mode=None),
        }
        fixed = [dict(ip_address="10.0.0.5", subnet_id="4"), dict(ip_address="2001:db8::5", subnet_id="6")]
        port = dict(mac_address="fa:16:3e:00:00:01", fixed_ips=fixed)
        interface = neutron.interface(port, 1442, subnets)
        self.assertEqual(switch.configuration("eth0", interface), [
            "link set eth0 mtu 1442 up",
            "address replace 10.0.0.5/24 dev eth0",
            "address replace 2001:db8::5/64 dev eth0 nodad",
            "route replace default via 10.0.0.1 dev eth0",
            "route replace default via 2001:db8::1 dev eth0",
            "route replace 10.9.0.0/16 via 10.0.0.9 dev eth0",
        ])
        self.assertNotIn("default", "".join(switch.configuration("eth1", interface)))
        subnets["6"]["ipv6_address_mode"] = "slaac"
        advertised = neutron.interface(port, 1442, subnets)
        self.assertEqual((advertised.slaac, advertised.gateways), (True, ("10.0.0.1",)))

    def test_overlays(self):
        existing = {"/", "/etc", "/etc/haproxy", "/opt"}
        files = ["/etc/haproxy/haproxy.cfg", "/opt/a/b", "/data/x"]
        self.assertEqual(config_overlay.covered(files, existing.__contains__), (["/etc/haproxy", "/opt"], ["/data/x"]))
        self.assertEqual(config_overlay.covered([*files[:1], "/etc/new/x"], existing.__contains__), (["/etc"], []))

    def test_files_that_drop_ins_of_units_add(self):
        new = {config_overlay.HAPROXY_GLOBAL, config_overlay.KEEPALIVED_MAIN}.__contains__
        self.assertEqual(config_overlay.configs("haproxy", "a", new), ("a", "-f", config_overlay.HAPROXY_GLOBAL))
        main = config_overlay.configs("keepalived", "a", new)
        self.assertEqual(main, (config_overlay.KEEPALIVED_MAIN,))
        self.assertEqual(config_overlay.checked("keepalived", "a", main), ("a",))
        self.assertEqual(config_overlay.checked("haproxy", "a", ("a", "-f", "b")), ("a", "-f", "b"))
        for program in ("haproxy", "keepalived", "stunnel"):
            self.assertEqual(config_overlay.configs(program, "a", set().__contains__), ("a",))


if __name__ == "__main__":
    unittest.main()
