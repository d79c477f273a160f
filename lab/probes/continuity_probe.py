"""continuity_probe.py FILE   probes connections until standard input ends, then prints the results as one JSON object.

FILE: {"allowed": [[from, to, port], ...], "forbidden": [packet, ...]}, with names and packets as in packet_probe.py. For each
allowed TCP flow one connection stays open and sends continuously, and new connections are opened continuously.
"""

import json
import socket
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import packet_probe
import raw_packets
from neutron_ports import Ports, namespace
from ovn_trace import TestPacket

INTERVAL = 0.02  # seconds between two messages of a connection, and between two bursts of forbidden packets
OPEN_INTERVAL = 0.25  # seconds between two new connections of a flow
BURST = 20  # packets
STARTUP = 1.0  # seconds until all servers listen
TIMEOUT = 15.0  # seconds; TCP retransmits after 1, 3 and 7
stop = threading.Event()


def serve(name: str, port: int) -> None:
    """Runs an echo server in a network namespace."""
    listener = raw_packets.inside(name, _listen, port)
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=_echo, args=(connection,), daemon=True).start()


def _listen(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("0.0.0.0", port))
    listener.listen(256)
    return listener


def _echo(connection: socket.socket) -> None:
    with connection, suppress(OSError):
        while data := connection.recv(64):
            connection.sendall(data)


class Flow:
    """An allowed TCP flow. `longest`: most seconds without an answer on the open connection; `slowest`: of a new one."""

    def __init__(self, ports: Ports, sender: str, target: str, port: int):
        self.name = f"{sender} -> {target}:{port}"
        self.sender, self.target = namespace(sender), namespace(target)
        self.address = (ports.address(target, 4), port)
        self.words = self.opened = self.failed = 0
        self.longest = self.slowest = 0.0
        self.broken = ""

    def start(self) -> list[threading.Thread]:
        workers = [threading.Thread(target=action, daemon=True) for action in (self._send, self._reconnect)]
        for worker in workers:
            worker.start()
        return workers

    def _connect(self) -> socket.socket:
        def connect() -> socket.socket:
            return socket.create_connection(self.address, TIMEOUT)

        return raw_packets.inside(self.sender, connect)

    def _send(self) -> None:
        try:
            with self._connect() as connection:
                while not stop.is_set():
                    began = time.monotonic()
                    connection.sendall(b"word")
                    if not connection.recv(64):
                        raise OSError("closed by the peer")
                    self.words += 1
                    self.longest = max(self.longest, time.monotonic() - began)
                    time.sleep(INTERVAL)
        except OSError as error:
            self.broken = str(error)

    def _reconnect(self) -> None:
        while not stop.is_set():
            began = time.monotonic()
            try:
                self._connect().close()
                self.opened += 1
                self.slowest = max(self.slowest, time.monotonic() - began)
            except OSError:
                self.failed += 1
            time.sleep(OPEN_INTERVAL)

    def result(self) -> dict:
        return {
            "flow": self.name,
            "words": self.words,
            "longest": round(self.longest, 3),
            "broken": self.broken,
            "opened": self.opened,
            "slowest": round(self.slowest, 3),
            "failed": self.failed,
        }


def forbidden(packets: list[TestPacket]) -> dict:
    """Sends the packets repeatedly until the probe ends. Returns how many were sent and which arrived."""
    senders = {name: raw_packets.Sender(namespace(name)) for name in {one.sender for one in packets}}
    receivers = raw_packets.Receivers({name: namespace(name) for name in {one.target for one in packets}})
    count = 0
    while not stop.is_set():
        burst = [packets[(count + i) % len(packets)] for i in range(BURST)]
        for one in burst:
            senders[one.sender].send(one.packet)
        count += len(burst)
        time.sleep(INTERVAL)
    time.sleep(packet_probe.SETTLE)
    seen = receivers.close()
    arrived = [list(one.packet) for one in packets if one.target in seen.get(one.packet.number, ())]
    return {"sent": count, "arrived": arrived}


def main(file: str) -> None:
    wanted = json.loads(Path(file).read_text())
    ports = Ports()
    flows = [Flow(ports, *one) for one in wanted["allowed"]]
    for target, port in {(flow.target, flow.address[1]) for flow in flows}:
        threading.Thread(target=serve, args=(target, port), daemon=True).start()
    time.sleep(STARTUP)
    workers = [worker for flow in flows for worker in flow.start()]
    packets = [TestPacket(ports, *one) for one in wanted["forbidden"]]
    threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()
    result = forbidden(packets)
    for worker in workers:
        worker.join(TIMEOUT)
    print(json.dumps({"allowed": [flow.result() for flow in flows], "forbidden": result}))


main(sys.argv[1])
