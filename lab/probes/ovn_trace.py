"""Delivery of packets as computed by ovn-trace from OVN's logical flows."""

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import ovs.unixctl.client
import raw_packets
from neutron_ports import Ports

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sandbox import layout  # noqa: E402

PACKETS_PER_DAEMON = 500
STATES_PER_PACKET = 12  # upper limit of connection-tracking lookups of one packet
TRANSPORT = {raw_packets.TCP: "tcp", raw_packets.UDP: "udp"}


class TestPacket:
    """A packet between two Neutron ports, with its addresses and its ovn-trace flow."""

    def __init__(self, ports: Ports, number: int, sender: str, target: str, destination: str, protocol: int, port: int):
        version = 6 if not destination or ":" in destination else 4
        self.sender, self.target = sender, target
        source, destination = ports.address(sender, version), destination or ports.address(target, 6)
        self.packet = raw_packets.Packet(number, source, destination, protocol, port)
        self.target_id = ports.ports[target]["id"]
        sending_port = ports.ports[sender]
        self.flow = " && ".join(
            [
                f'inport == "{sending_port["id"]}"',
                f"eth.src == {sending_port['mac_address']}",
                f"eth.dst == {ports.next_hop(sender, target, destination)}",
                f"ip{version}.src == {source}",
                f"ip{version}.dst == {destination}",
                "ip.ttl == 64",
                self._transport(version),
            ]
        )

    def _transport(self, version: int) -> str:
        packet = self.packet
        if packet.protocol in TRANSPORT:
            name = TRANSPORT[packet.protocol]
            return f"{name}.src == {raw_packets.source_port(packet)} && {name}.dst == {packet.port}"
        if packet.protocol in (raw_packets.ICMP, raw_packets.ICMP6):
            return f"icmp{version}.type == {packet.port} && icmp{version}.code == 0"
        return f"ip.proto == {packet.protocol}"


class Tracer:
    """An ovn-trace daemon for a number of packets: a process per packet takes longer to start than to answer."""

    def __init__(self, path: str, packets: list[TestPacket]):
        self.packets = packets
        # A new connection at every lookup. The daemon accepts states only at its start and uses each of them once.
        states = ["--ct=new"] * (STATES_PER_PACKET * len(packets))
        command = ["ovn-trace", f"--db={layout.OVN_SOUTHBOUND}", f"--unixctl={path}", "--no-friendly-names", *states]
        subprocess.run([*command, "--detach", "--no-chdir"], stderr=subprocess.DEVNULL, check=True)
        error, self.client = ovs.unixctl.client.UnixctlClient.create(path)
        if error:
            raise SystemExit(f"ovn-trace does not answer: {os.strerror(error)}")

    def results(self) -> dict[int, bool]:
        try:
            return {one.packet.number: self._delivers(one) for one in self.packets}
        finally:
            self.client.transact("exit", [])

    def _delivers(self, packet: TestPacket) -> bool:
        error, problem, result = self.client.transact("trace", ["--minimal", packet.flow])
        if error or problem or "use --ct" in result:
            raise SystemExit(f"ovn-trace {packet.flow}: {problem or result or os.strerror(error)}")
        return f'output("{packet.target_id}")' in result


def trace(packets: list[TestPacket]) -> dict[int, bool]:
    """Returns by packet number whether the flows deliver it to its target."""
    shares = [packets[begin : begin + PACKETS_PER_DAEMON] for begin in range(0, len(packets), PACKETS_PER_DAEMON)]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count() or 1) as threads:
        results = threads.map(lambda i: Tracer(f"{folder}/{i}.ctl", shares[i]).results(), range(len(shares)))
        return {number: delivered for share in results for number, delivered in share.items()}
