"""Numbered packets, sent from one network namespace and captured in others.

Arrival is observed at the target's interface: no program has to listen there, and no answer is required.
"""

import ipaddress
import selectors
import socket
import struct
import sys
import threading
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from node_emulator.agent.netns import inside  # noqa: E402

MARK = b"slipway-probe"
SEQUENCE = 0x5A000000  # TCP sequence number; its lower bits contain the packet number. NAT does not change it
NUMBERS = 0x00FFFFFF
IPV6_HDRINCL = 36
ETH_P_ALL, ETH_P_IP, ETH_P_IPV6 = 0x0003, 0x0800, 0x86DD
OUTGOING = 4
TCP, UDP, ICMP, ICMP6 = 6, 17, 1, 58
SYN = 0x02
# Far from all ports in rules: the return path of one packet must not look like the forward path of another.
FIRST_SOURCE_PORT, SOURCE_PORTS = 12000, 8000


class Packet(NamedTuple):
    """A packet to send; its number identifies it at the receivers."""

    number: int
    source: str
    destination: str
    protocol: int
    port: int  # ICMP: the type


def link_local(mac: str) -> str:
    """Returns the link-local IPv6 address of a MAC address. Source: RFC 4291, appendix A."""
    octets = bytes.fromhex(mac.replace(":", ""))
    return str(ipaddress.IPv6Address(b"\xfe\x80" + bytes(6) + bytes([octets[0] ^ 2]) + octets[1:3] + b"\xff\xfe" + octets[3:]))


class Sender:
    """Raw sockets in one network namespace."""

    def __init__(self, namespace: str, device: str = "eth0"):
        self.ipv4, self.ipv6, self.scope = inside(namespace, self._open, device)

    @staticmethod
    def _open(device: str):
        ipv4 = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
        ipv6 = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_RAW)
        ipv6.setsockopt(socket.IPPROTO_IPV6, IPV6_HDRINCL, 1)
        return ipv4, ipv6, socket.if_nametoindex(device)

    def send(self, packet: Packet) -> bool:
        """Returns False if the sender has no route to the destination."""
        data = datagram(packet)
        try:
            if ":" in packet.destination:
                scope = self.scope if packet.destination.lower().startswith("fe80:") else 0
                self.ipv6.sendto(data, (packet.destination, 0, 0, scope))
            else:
                self.ipv4.sendto(data, (packet.destination, 0))
        except OSError:
            return False
        return True


class Receivers:
    """Records, until closed, which packet numbers arrived in each namespace."""

    def __init__(self, namespaces: dict[str, str], device: str = "eth0"):
        self.seen: dict[int, set[str]] = {}
        self._selector = selectors.DefaultSelector()
        for name, namespace in namespaces.items():
            self._selector.register(inside(namespace, self._open, device), selectors.EVENT_READ, name)
        self._running = True
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @staticmethod
    def _open(device: str):
        listener = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(ETH_P_ALL))
        listener.bind((device, ETH_P_ALL))
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
        listener.setblocking(False)
        return listener

    def _run(self) -> None:
        while self._running:
            for key, _ in self._selector.select(0.1):
                self._drain(key.fileobj, key.data)

    def _drain(self, listener, name: str) -> None:
        while True:
            try:
                data, (_, protocol, kind, *_) = listener.recvfrom(2048)
            except BlockingIOError:
                return
            number = number_of(data, protocol) if kind != OUTGOING else None
            if number is not None:
                self.seen.setdefault(number, set()).add(name)

    def close(self) -> dict[int, set[str]]:
        self._running = False
        self._thread.join()
        for key in list(self._selector.get_map().values()):
            key.fileobj.close()
        return self.seen


def datagram(packet: Packet) -> bytes:
    source, destination = (ipaddress.ip_address(one).packed for one in (packet.source, packet.destination))
    payload = segment(packet, source, destination)
    if len(source) == 16:
        return struct.pack("!IHBB", 6 << 28, len(payload), packet.protocol, 64) + source + destination + payload
    # The kernel fills in the header checksum and an identification of 0
    return struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(payload), 0, 0, 64, packet.protocol, 0) + source + destination + payload


def source_port(packet: Packet) -> int:
    return FIRST_SOURCE_PORT + packet.number % SOURCE_PORTS


def segment(packet: Packet, source: bytes, destination: bytes) -> bytes:
    mark = MARK + struct.pack("!I", packet.number)
    origin = source_port(packet)
    pseudo = source + destination + struct.pack("!II", _length(packet, mark), packet.protocol)
    if packet.protocol == TCP:
        sequence = SEQUENCE | packet.number
        return _with_checksum(struct.pack("!HHIIBBHHH", origin, packet.port, sequence, 0, 5 << 4, SYN, 65535, 0, 0), 16, pseudo)
    if packet.protocol == UDP:
        return _with_checksum(struct.pack("!HHHH", origin, packet.port, 8 + len(mark), 0) + mark, 6, pseudo)
    if packet.protocol in (ICMP, ICMP6):
        echo = struct.pack("!BBHHH", packet.port, 0, 0, packet.number & 0xFFFF, packet.number >> 16) + mark
        return _with_checksum(echo, 2, pseudo if packet.protocol == ICMP6 else b"")
    return mark


def _length(packet: Packet, mark: bytes) -> int:
    return 20 if packet.protocol == TCP else 8 + len(mark)


def _with_checksum(data: bytes, at: int, pseudo: bytes) -> bytes:
    return data[:at] + struct.pack("!H", checksum(pseudo + data)) + data[at + 2 :]


def checksum(data: bytes) -> int:
    """Computes the Internet checksum. Source: RFC 1071."""
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def number_of(data: bytes, ethernet: int) -> int | None:
    """Returns the number of a test packet; None for any other packet."""
    if ethernet == ETH_P_IP and len(data) >= 20:
        protocol, payload = data[9], data[(data[0] & 15) * 4 :]
    elif ethernet == ETH_P_IPV6 and len(data) >= 40:
        protocol, payload = data[6], data[40:]
    else:
        return None
    if protocol == TCP:
        is_test = len(payload) >= 20 and payload[13] == SYN and payload[4] == SEQUENCE >> 24
        return struct.unpack("!I", payload[4:8])[0] & NUMBERS if is_test else None
    return _marked(protocol, payload)


def _marked(protocol: int, payload: bytes) -> int | None:
    begin = {UDP: 8, ICMP: 8, ICMP6: 8}.get(protocol, 0)
    # ICMP errors and echo replies contain the payload of a sent packet; they are not that packet
    if protocol in (ICMP, ICMP6) and (not payload or payload[0] in (0, 3, 11, 129, 1)):
        return None
    if payload[begin : begin + len(MARK)] != MARK:
        return None
    return struct.unpack("!I", payload[begin + len(MARK) : begin + len(MARK) + 4])[0]
