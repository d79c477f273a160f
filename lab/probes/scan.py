"""scan.py [--ports 22,443] ADDRESS...   prints `ADDRESS PORT` for each TCP port that answers.

MAC%INTERFACE is the link-local IPv6 address that is made from the MAC. A refused connection counts as an answer: a security
group drops packets silently.
"""

import argparse
import errno
import ipaddress
import os
import resource
import selectors
import socket
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice, takewhile

ALL = ",".join(map(str, range(1, 65536)))
STEP = 60  # connections begun at one time: a switch loses packets of a burst, and those of its repetitions too
PAUSE = 0.02  # seconds between two steps
TIMEOUT = 3.3  # seconds: Linux repeats a SYN after one and after three seconds, so two lost packets hide no port
PARALLEL = 4  # addresses, each in a separate process, because of the limit of open files
OPEN_FILES = 20_000  # twice the connections that are pending at one time


class Scan:
    def __init__(self, address: str, ports: list[int]):
        self.ports = ports
        self.family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self.target = socket.getaddrinfo(address, 0, self.family, socket.SOCK_STREAM)[0][4]
        self.selector = selectors.DefaultSelector()
        self.waiting: dict[socket.socket, tuple[int, float]] = {}  # port and deadline, ordered by deadline
        self.answered: list[int] = []

    def run(self) -> list[int]:
        ports = iter(self.ports)
        while (step := list(islice(ports, STEP))) or self.waiting:
            for port in step:
                self.begin(port)
            time.sleep(PAUSE)
            self.collect()
        return sorted(self.answered)

    def begin(self, port: int) -> None:
        probe = socket.socket(self.family, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
        code = probe.connect_ex((self.target[0], port, *self.target[2:]))
        if code == errno.EINPROGRESS:
            self.waiting[probe] = (port, time.monotonic() + TIMEOUT)
            self.selector.register(probe, selectors.EVENT_WRITE)
        else:
            probe.close()
            if code in (0, errno.ECONNREFUSED):
                self.answered.append(port)

    def collect(self) -> None:
        for key, _ in self.selector.select(0):
            code = key.fileobj.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            port = self.end(key.fileobj)
            if code in (0, errno.ECONNREFUSED):
                self.answered.append(port)
        now = time.monotonic()
        for probe, _ in list(takewhile(lambda entry: entry[1][1] < now, self.waiting.items())):
            self.end(probe)

    def end(self, probe: socket.socket) -> int:
        port, _ = self.waiting.pop(probe)
        self.selector.unregister(probe)
        probe.close()
        return port


def address_of(given: str) -> str:
    mac, _, interface = given.partition("%")
    octets = bytes.fromhex(mac.replace(":", "")) if mac.count(":") == 5 and interface else b""
    if len(octets) != 6:
        return given
    identifier = bytes([octets[0] ^ 2]) + octets[1:3] + b"\xff\xfe" + octets[3:]  # RFC 4291, appendix A
    address = ipaddress.IPv6Address(b"\xfe\x80" + bytes(6) + identifier)
    return f"{address}%{interface}"


def scan(ports: list[int], given: str) -> list[int]:
    return Scan(address_of(given), ports).run()


parser = argparse.ArgumentParser()
parser.add_argument("--ports", default=ALL)
parser.add_argument("addresses", nargs="+")
wanted = parser.parse_args()
wanted_ports = [int(port) for port in wanted.ports.split(",")]
os.nice(10)  # the etcd clusters on this host must keep their leaders
resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
with ProcessPoolExecutor(PARALLEL) as scans:
    results = scans.map(partial(scan, wanted_ports), wanted.addresses)
    for given, answered in zip(wanted.addresses, results, strict=True):
        for open_port in answered:
            print(given, open_port, flush=True)
        print(f"{given} scanned", flush=True)
