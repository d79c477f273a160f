"""Would a packet be delivered? Asked of OVN's logical flows, and of packets that are really sent.

packet_probe.py bind PORTS       PORTS: a JSON list of Neutron ports' names. Each is bound to a hypervisor as a server's is, gets a
                             network namespace, and is waited for. Nova and the servers' programs are not needed for packets.
packet_probe.py ask FILE         FILE: a JSON list of packets [number, from, to, destination, protocol, port], of ports' names, an
                             address ("" is the target's own IPv6 link-local one), an IP protocol's number, and a port or ICMP
                             type. Prints one object: number -> [by ovn-trace, by packets, other ports that it was seen at].
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openstack
import ovs.unixctl.client
import raw_packets

NORTHBOUND, SOUTHBOUND = "unix:/run/lab/ovnnb.sock", "unix:/run/lab/ovnsb.sock"
NAMESPACES = Path("/run/netns")
OWNER = "compute:lab"  # what the lab's life takes for a server's port
PATIENCE = 120  # seconds until every port is plugged
ROUNDS, PAUSE, SETTLE = 3, 0.3, 1.0  # times that each packet is sent; seconds between them, and for the last to arrive
BURST, REST = 50, 0.02  # packets between two rests, in seconds: each new flow costs the switches an upcall
TRACED_AT_ONCE, FIREWALLS = 500, 12  # packets that one ovn-trace answers for, and connection states that each may ask for
TRANSPORT = {raw_packets.TCP: "tcp", raw_packets.UDP: "udp"}


class Ports:
    """Neutron's ports by their names."""

    def __init__(self):
        self.network = openstack.connect(cloud="lab-admin").network
        self.ports = {}
        self.gateways = {}
        for port in self._all():
            if port["device_owner"] == "network:router_interface":
                self.gateways[port["network_id"]] = port["mac_address"]
            elif port["name"]:
                self.ports[port["name"]] = port

    def _all(self) -> list[dict]:
        answer = self.network.get("/ports")
        answer.raise_for_status()
        return answer.json()["ports"]

    def bind(self, names: list[str]) -> None:
        hosts = os.environ["LAB_HOSTS"].split()
        with ThreadPoolExecutor(6) as threads:
            list(threads.map(self._bind, names, (hosts[i % len(hosts)] for i in range(len(names)))))
        deadline = time.monotonic() + PATIENCE
        while waiting := [name for name in names if not (NAMESPACES / namespace(name)).exists()]:
            if time.monotonic() > deadline:
                raise SystemExit(f"not plugged after {PATIENCE} s: {', '.join(waiting)}; see ./slipway lab logs life")
            time.sleep(0.2)
        while waiting := sorted({one["name"] for one in self._all() if one["status"] != "ACTIVE"} & set(names)):
            if time.monotonic() > deadline:
                raise SystemExit(f"not active after {PATIENCE} s: {', '.join(waiting)}")
            time.sleep(0.5)
        sync()

    def _bind(self, name: str, host: str) -> None:
        body = {"binding:host_id": host, "device_owner": OWNER, "device_id": device(name)}
        self.network.put(f"/ports/{self.ports[name]['id']}", json={"port": body}).raise_for_status()

    def address(self, name: str, version: int) -> str:
        port = self.ports[name]
        return raw_packets.link_local(port["mac_address"]) if version == 6 else port["fixed_ips"][0]["ip_address"]

    def next_hop(self, sender: str, target: str, destination: str) -> str:
        """The MAC address that the sender's frame goes to: in one network the target's, else the router's."""
        here, there = self.ports[sender], self.ports[target]
        near = here["network_id"] == there["network_id"] and destination in (self.address(target, 4), self.address(target, 6))
        return there["mac_address"] if near else self.gateways[here["network_id"]]


def device(name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, name))


def namespace(name: str) -> str:
    return "srv-" + device(name)[:8]


def sync() -> None:
    """Returns when every hypervisor works by what Neutron has."""
    subprocess.run(["ovn-nbctl", f"--db={NORTHBOUND}", "--timeout=60", "--wait=hv", "sync"], check=True)


class Asked:
    """A packet of the list, with the addresses that it really has."""

    def __init__(self, ports: Ports, number: int, sender: str, target: str, destination: str, protocol: int, port: int):
        version = 6 if not destination or ":" in destination else 4
        self.sender, self.target = sender, target
        source, destination = ports.address(sender, version), destination or ports.address(target, 6)
        self.packet = raw_packets.Packet(number, source, destination, protocol, port)
        here = ports.ports[sender]
        self.target_id = ports.ports[target]["id"]
        self.flow = " && ".join(
            [
                f'inport == "{here["id"]}"',
                f"eth.src == {here['mac_address']}",
                f"eth.dst == {ports.next_hop(sender, target, destination)}",
                f"ip{version}.src == {source}",
                f"ip{version}.dst == {destination}",
                "ip.ttl == 64",
                self._inner(version),
            ]
        )

    def _inner(self, version: int) -> str:
        packet = self.packet
        if packet.protocol in TRANSPORT:
            name = TRANSPORT[packet.protocol]
            origin = raw_packets.FIRST_SOURCE_PORT + packet.number % raw_packets.SOURCE_PORTS
            return f"{name}.src == {origin} && {name}.dst == {packet.port}"
        if packet.protocol in (raw_packets.ICMP, raw_packets.ICMP6):
            return f"icmp{version}.type == {packet.port} && icmp{version}.code == 0"
        return f"ip.proto == {packet.protocol}"


class Tracer:
    """An ovn-trace that stays for some packets: starting it for each takes longer than the answer."""

    def __init__(self, path: str, packets: list[Asked]):
        self.packets = packets
        # A new connection at every firewall on the way of each. The daemon takes this once, at its start, and uses it up
        states = ["--ct=new"] * (FIREWALLS * len(packets))
        command = ["ovn-trace", f"--db={SOUTHBOUND}", f"--unixctl={path}", "--no-friendly-names", *states]
        subprocess.run([*command, "--detach", "--no-chdir"], stderr=subprocess.DEVNULL, check=True)
        error, self.client = ovs.unixctl.client.UnixctlClient.create(path)
        if error:
            raise SystemExit(f"ovn-trace does not answer: {os.strerror(error)}")

    def answers(self) -> dict[int, bool]:
        try:
            return {one.packet.number: self._delivers(one) for one in self.packets}
        finally:
            self.client.transact("exit", [])

    def _delivers(self, asked: Asked) -> bool:
        error, problem, result = self.client.transact("trace", ["--minimal", asked.flow])
        if error or problem or "use --ct" in result:
            raise SystemExit(f"ovn-trace {asked.flow}: {problem or result or os.strerror(error)}")
        return f'output("{asked.target_id}")' in result


def traced(packets: list[Asked]) -> dict[int, bool]:
    shares = [packets[begin : begin + TRACED_AT_ONCE] for begin in range(0, len(packets), TRACED_AT_ONCE)]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count() or 1) as threads:
        tracers = threads.map(lambda i: Tracer(f"{folder}/{i}.ctl", shares[i]).answers(), range(len(shares)))
        return {number: answer for share in tracers for number, answer in share.items()}


def sent(packets: list[Asked]) -> dict[int, set[str]]:
    names = {one.sender for one in packets} | {one.target for one in packets}
    senders = {name: raw_packets.Sender(namespace(name)) for name in {one.sender for one in packets}}
    receivers = raw_packets.Receivers({name: namespace(name) for name in names})
    for _ in range(ROUNDS):
        for index, one in enumerate(packets):
            if index % BURST == 0:
                time.sleep(REST)
            senders[one.sender].send(one.packet)
        time.sleep(PAUSE)
    time.sleep(SETTLE)
    return receivers.close()


def ask(file: str) -> None:
    ports = Ports()
    packets = [Asked(ports, *one) for one in json.loads(Path(file).read_text())]
    sync()
    started = time.monotonic()
    by_packet = sent(packets)
    middle = time.monotonic()
    # Second: a router asks for its neighbour's MAC address at the first packet, and ovn-trace ends where none is known
    by_trace = traced(packets)
    print(
        f"packets: {len(packets)} in {middle - started:.1f} s; ovn-trace: {len(packets)} in {time.monotonic() - middle:.1f} s",
        file=sys.stderr,
    )
    answers = {}
    for one in packets:
        seen = by_packet.get(one.packet.number, set())
        answers[one.packet.number] = [by_trace[one.packet.number], one.target in seen, sorted(seen - {one.target})]
    print(json.dumps(answers))


if __name__ == "__main__":
    if sys.argv[1] == "bind":
        Ports().bind(json.loads(sys.argv[2]))
    else:
        ask(sys.argv[2])
