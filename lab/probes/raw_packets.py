"""Packets with a number, sent from inside one network namespace and seen from inside others.

Whether a packet arrived is read off the target's own interface: no program need listen there, and nothing need answer.
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
SEQUENCE = 0x5A000000  # of a TCP packet; the number is in the lower bits, and no NAT changes it
NUMBERS = 0x00FFFFFF
IPV6_HDRINCL = 36
ETH_P_ALL, ETH_P_IP, ETH_P_IPV6 = 0x0003, 0x0800, 0x86DD
OUTGOING = 4
TCP, UDP, ICMP, ICMP6 = 6, 17, 1, 58
SYN = 0x02
# Neither a port that a rule names nor one beside it: the way back of a packet must not look like another packet's way there.
FIRST_SOURCE_PORT, SOURCE_PORTS = 12000, 8000


class Packet(NamedTuple):
    number: int
    source: str
    destination: str
    protocol: int
    port: int  # for ICMP the type


def link_local(mac: str) -> str:
    """The IPv6 address that is made of a MAC address: RFC 4291, appendix A."""
    octets = bytes.fromhex(mac.replace(":", ""))
    return str(ipaddress.IPv6Address(b"\xfe\x80" + bytes(6) + bytes([octets[0] ^ 2]) + octets[1:3] + b"\xff\xfe" + octets[3:]))


class Sender:
    """Raw sockets of one namespace."""

    def __init__(self, namespace: str, device: str = "eth0"):
        self.four, self.six, self.scope = inside(namespace, self._open, device)

    @staticmethod
    def _open(device: str):
        four = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
        six = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_RAW)
        six.setsockopt(socket.IPPROTO_IPV6, IPV6_HDRINCL, 1)
        return four, six, socket.if_nametoindex(device)

    def send(self, packet: Packet) -> bool:
        """False where the sender itself knows no way to the destination."""
        whole = datagram(packet)
        try:
            if ":" in packet.destination:
                scope = self.scope if packet.destination.lower().startswith("fe80:") else 0
                self.six.sendto(whole, (packet.destination, 0, 0, scope))
            else:
                self.four.sendto(whole, (packet.destination, 0))
        except OSError:
            return False
        return True


class Receivers:
    """Notes, until closed, which numbers each namespace saw come in."""

    def __init__(self, namespaces: dict[str, str], device: str = "eth0"):
        self.seen: dict[int, set[str]] = {}
        self._selector = selectors.DefaultSelector()
        for name, namespace in namespaces.items():
            self._selector.register(inside(namespace, self._open, device), selectors.EVENT_READ, name)
        self._open_still = True
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
        while self._open_still:
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
        self._open_still = False
        self._thread.join()
        for key in list(self._selector.get_map().values()):
            key.fileobj.close()
        return self.seen


def datagram(packet: Packet) -> bytes:
    source, destination = (ipaddress.ip_address(one).packed for one in (packet.source, packet.destination))
    inner = segment(packet, source, destination)
    if len(source) == 16:
        return struct.pack("!IHBB", 6 << 28, len(inner), packet.protocol, 64) + source + destination + inner
    # The kernel fills in the header's checksum and, where it is 0, the identification
    return struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(inner), 0, 0, 64, packet.protocol, 0) + source + destination + inner


def segment(packet: Packet, source: bytes, destination: bytes) -> bytes:
    mark = MARK + struct.pack("!I", packet.number)
    origin = FIRST_SOURCE_PORT + packet.number % SOURCE_PORTS
    pseudo = source + destination + struct.pack("!II", _length(packet, mark), packet.protocol)
    if packet.protocol == TCP:
        sequence = SEQUENCE | packet.number
        return _summed(struct.pack("!HHIIBBHHH", origin, packet.port, sequence, 0, 5 << 4, SYN, 65535, 0, 0), 16, pseudo)
    if packet.protocol == UDP:
        return _summed(struct.pack("!HHHH", origin, packet.port, 8 + len(mark), 0) + mark, 6, pseudo)
    if packet.protocol in (ICMP, ICMP6):
        echo = struct.pack("!BBHHH", packet.port, 0, 0, packet.number & 0xFFFF, packet.number >> 16) + mark
        return _summed(echo, 2, pseudo if packet.protocol == ICMP6 else b"")
    return mark


def _length(packet: Packet, mark: bytes) -> int:
    return 20 if packet.protocol == TCP else 8 + len(mark)


def _summed(data: bytes, at: int, pseudo: bytes) -> bytes:
    return data[:at] + struct.pack("!H", checksum(pseudo + data)) + data[at + 2 :]


def checksum(data: bytes) -> int:
    """RFC 1071."""
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def number_of(data: bytes, ethernet: int) -> int | None:
    """The number of one of our packets; nothing of any other."""
    if ethernet == ETH_P_IP and len(data) >= 20:
        protocol, inner = data[9], data[(data[0] & 15) * 4 :]
    elif ethernet == ETH_P_IPV6 and len(data) >= 40:
        protocol, inner = data[6], data[40:]
    else:
        return None
    if protocol == TCP:
        ours = len(inner) >= 20 and inner[13] == SYN and inner[4] == SEQUENCE >> 24
        return struct.unpack("!I", inner[4:8])[0] & NUMBERS if ours else None
    return _marked(protocol, inner)


def _marked(protocol: int, inner: bytes) -> int | None:
    begin = {UDP: 8, ICMP: 8, ICMP6: 8}.get(protocol, 0)
    # What an ICMP error quotes, or an echo's answer carries back, did not come in by itself
    if protocol in (ICMP, ICMP6) and (not inner or inner[0] in (0, 3, 11, 129, 1)):
        return None
    if inner[begin : begin + len(MARK)] != MARK:
        return None
    return struct.unpack("!I", inner[begin + len(MARK) : begin + len(MARK) + 4])[0]
