"""A continuous probe: `continuity_probe.py FILE` runs until standard input ends, then prints what happened as one object.

FILE: {"allowed": [[from, to, port], ...], "forbidden": [packet, ...]}, with names and packets as packet_probe.py has them. Of each
allowed TCP flow one connection stays open and speaks all the time, and new ones are opened all the time.
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

BEAT = 0.02  # seconds between two words of a connection, and between two bursts of forbidden packets
OPEN = 0.25  # seconds between two new connections of a flow
BURST = 20  # packets
SERVING = 1.0  # seconds until all listen
PATIENCE = 15.0  # seconds; TCP sends again after 1, 3 and 7
over = threading.Event()


def serve(namespace: str, port: int) -> None:
    """Says back what it hears, to everybody."""
    listener = raw_packets.inside(namespace, _listen, port)
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
        while word := connection.recv(64):
            connection.sendall(word)


class Flow:
    """`longest`: seconds without an answer on the connection that stays. `slowest`: seconds that a new one took."""

    def __init__(self, ports: packet_probe.Ports, sender: str, target: str, port: int):
        self.name = f"{sender} -> {target}:{port}"
        self.sender, self.target = packet_probe.namespace(sender), packet_probe.namespace(target)
        self.address = (ports.address(target, 4), port)
        self.words = self.opened = self.failed = 0
        self.longest = self.slowest = 0.0
        self.broken = ""

    def start(self) -> list[threading.Thread]:
        workers = [threading.Thread(target=action, daemon=True) for action in (self._speak, self._open)]
        for worker in workers:
            worker.start()
        return workers

    def _connect(self) -> socket.socket:
        def connect() -> socket.socket:
            return socket.create_connection(self.address, PATIENCE)

        return raw_packets.inside(self.sender, connect)

    def _speak(self) -> None:
        try:
            with self._connect() as connection:
                while not over.is_set():
                    began = time.monotonic()
                    connection.sendall(b"word")
                    if not connection.recv(64):
                        raise OSError("closed by the other side")
                    self.words += 1
                    self.longest = max(self.longest, time.monotonic() - began)
                    time.sleep(BEAT)
        except OSError as error:
            self.broken = str(error)

    def _open(self) -> None:
        while not over.is_set():
            began = time.monotonic()
            try:
                self._connect().close()
                self.opened += 1
                self.slowest = max(self.slowest, time.monotonic() - began)
            except OSError:
                self.failed += 1
            time.sleep(OPEN)

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


def forbidden(packets: list[packet_probe.Asked]) -> dict:
    """Sends all of them again and again, and says which ever arrived."""
    senders = {name: raw_packets.Sender(packet_probe.namespace(name)) for name in {one.sender for one in packets}}
    receivers = raw_packets.Receivers({name: packet_probe.namespace(name) for name in {one.target for one in packets}})
    count = 0
    while not over.is_set():
        burst = [packets[(count + i) % len(packets)] for i in range(BURST)]
        for one in burst:
            senders[one.sender].send(one.packet)
        count += len(burst)
        time.sleep(BEAT)
    time.sleep(packet_probe.SETTLE)
    seen = receivers.close()
    arrived = [list(one.packet) for one in packets if one.target in seen.get(one.packet.number, ())]
    return {"sent": count, "arrived": arrived}


def main(file: str) -> None:
    wanted = json.loads(Path(file).read_text())
    ports = packet_probe.Ports()
    flows = [Flow(ports, *one) for one in wanted["allowed"]]
    for target, port in {(flow.target, flow.address[1]) for flow in flows}:
        threading.Thread(target=serve, args=(target, port), daemon=True).start()
    time.sleep(SERVING)
    workers = [worker for flow in flows for worker in flow.start()]
    packets = [packet_probe.Asked(ports, *one) for one in wanted["forbidden"]]
    threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
    result = forbidden(packets)
    for worker in workers:
        worker.join(PATIENCE)
    print(json.dumps({"allowed": [flow.result() for flow in flows], "forbidden": result}))


main(sys.argv[1])
