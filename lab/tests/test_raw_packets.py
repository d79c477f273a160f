"""Tests of the probes' packets: every protocol is recognized at the receiver, other packets are not."""

import unittest

from probes import raw_packets
from probes.raw_packets import ICMP, ICMP6, TCP, UDP, Packet

SCTP = 132


class PacketNumber(unittest.TestCase):
    def test_survives_the_network(self):
        for protocol, port in ((TCP, 6443), (UDP, 53), (ICMP, 8), (SCTP, 0)):
            with self.subTest(protocol):
                data = raw_packets.datagram(Packet(70077, "10.0.0.1", "10.0.0.2", protocol, port))
                self.assertEqual(raw_packets.number_of(data, raw_packets.ETH_P_IP), 70077)
        for protocol, port in ((TCP, 6443), (UDP, 53), (ICMP6, 128)):
            with self.subTest(protocol):
                data = raw_packets.datagram(Packet(70077, "fe80::1", "fe80::2", protocol, port))
                self.assertEqual(raw_packets.number_of(data, raw_packets.ETH_P_IPV6), 70077)

    def test_is_absent_from_answers(self):
        reply = raw_packets.datagram(Packet(1, "10.0.0.2", "10.0.0.1", ICMP, 0))
        self.assertIsNone(raw_packets.number_of(reply, raw_packets.ETH_P_IP))
        self.assertIsNone(raw_packets.number_of(b"\x45" + bytes(40), raw_packets.ETH_P_IP))

    def test_link_local_address(self):
        self.assertEqual(raw_packets.link_local("fa:16:3e:00:00:01"), "fe80::f816:3eff:fe00:1")


if __name__ == "__main__":
    unittest.main()
