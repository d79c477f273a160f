"""Tests whether packets are delivered: computed by ovn-trace, and observed by sending them.

packet_probe.py bind PORTS   PORTS: a JSON list of names of Neutron ports. Binds each to a hypervisor as a server's port, and
                             waits until the agent has plugged it into a network namespace. Packet tests need no Nova server.
packet_probe.py ask FILE     FILE: a JSON list of packets [number, from, to, destination, protocol, port]: names of ports, an
                             address ("" is the target's link-local IPv6 address), an IP protocol number, and a port or ICMP
                             type. Prints one object: number -> [by ovn-trace, by sending, other ports that received it].
"""

import json
import sys
import time
from pathlib import Path

import ovn_trace
import raw_packets
from neutron_ports import Ports, namespace, sync
from ovn_trace import TestPacket

REPEATS = 3  # times that each packet is sent
PAUSE = 0.3  # seconds between two repeats
SETTLE = 1.0  # seconds until the last packet has arrived
BURST, BURST_PAUSE = 50, 0.02  # packets between two pauses, seconds: each new flow costs the switches an upcall


def send(packets: list[TestPacket]) -> dict[int, set[str]]:
    """Sends the packets. Returns by number the ports that received it."""
    names = {one.sender for one in packets} | {one.target for one in packets}
    senders = {name: raw_packets.Sender(namespace(name)) for name in {one.sender for one in packets}}
    receivers = raw_packets.Receivers({name: namespace(name) for name in names})
    for _ in range(REPEATS):
        for index, one in enumerate(packets):
            if index % BURST == 0:
                time.sleep(BURST_PAUSE)
            senders[one.sender].send(one.packet)
        time.sleep(PAUSE)
    time.sleep(SETTLE)
    return receivers.close()


def run(file: str) -> None:
    ports = Ports()
    packets = [TestPacket(ports, *one) for one in json.loads(Path(file).read_text())]
    sync()
    started = time.monotonic()
    received = send(packets)
    sent = time.monotonic()
    # After sending: a router resolves its neighbour's MAC address at the first packet; ovn-trace stops at an unknown one
    traced = ovn_trace.trace(packets)
    print(
        f"packets: {len(packets)} in {sent - started:.1f} s; ovn-trace: {len(packets)} in {time.monotonic() - sent:.1f} s",
        file=sys.stderr,
    )
    results = {}
    for one in packets:
        receiving = received.get(one.packet.number, set())
        results[one.packet.number] = [traced[one.packet.number], one.target in receiving, sorted(receiving - {one.target})]
    print(json.dumps(results))


if __name__ == "__main__":
    if sys.argv[1] == "bind":
        Ports().bind(json.loads(sys.argv[2]))
    else:
        run(sys.argv[2])
