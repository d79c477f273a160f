"""Network namespaces of the kernel, and calls inside them."""

import ctypes
import fcntl
import json
import os
import socket
import struct
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from node_emulator.agent.world import NAMESPACES, PREFIX

CLONE_NEWNET = 0x40000000
SIOCETHTOOL = 0x8946
ETHTOOL_STXCSUM = 0x17
INTERFACE_NAME = 16
IPV6 = Path("/proc/sys/net/ipv6/conf")
LIBC = ctypes.CDLL(None, use_errno=True)


def inside(name: str, action, *arguments):
    """Calls the action in a thread of its own that joins the namespace and ends: setns holds for its caller only."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_joined, name, action, *arguments).result()


def _joined(name: str, action, *arguments):
    handle = os.open(NAMESPACES / name, os.O_RDONLY)
    try:
        if LIBC.setns(handle, CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), f"cannot join network namespace {name}")
    finally:
        os.close(handle)
    return action(*arguments)


def checksum_in_software(device: str) -> None:
    """`ethtool -K DEVICE tx off`: else the switch reads unfinished checksums from the veth and drops the packets."""
    request = ctypes.create_string_buffer(struct.pack("II", ETHTOOL_STXCSUM, 0))
    name = device.encode().ljust(INTERFACE_NAME, b"\0")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SIOCETHTOOL, struct.pack("16sP", name, ctypes.addressof(request)))


def set_ipv6(device: str, **settings: int) -> None:
    for setting, value in settings.items():
        (IPV6 / device / setting).write_text(str(value))


def names() -> set[str]:
    """The namespaces of servers."""
    return {path.name for path in NAMESPACES.glob(PREFIX + "*")}


def create(name: str) -> None:
    if (NAMESPACES / name).exists():
        return
    run("ip", "netns", "add", name)
    batch(name, ["link set lo up"])
    # A link-local address by EUI-64 of the port's MAC is one that Neutron's port security lets pass.
    settings = {"disable_ipv6": 0, "accept_ra": 0, "accept_dad": 0, "addr_gen_mode": 0}
    inside(name, lambda: set_ipv6("default", **settings))


def delete(name: str) -> None:
    run("ip", "netns", "delete", name)


def links(name: str) -> dict[str, str]:
    """The veth interfaces of a namespace with their MAC addresses."""
    output = run("ip", "-netns", name, "-json", "link", "show", "type", "veth")
    return {link["ifname"]: link["address"] for link in json.loads(output or "[]") if "ifname" in link}


def batch(name: str | None, commands: list[str]) -> None:
    where = ("-netns", name) if name else ()
    run("ip", *where, "-batch", "-", text="\n".join(commands) + "\n")


def run(*command: str, text: str | None = None) -> str:
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    if done.returncode:
        raise OSError(f"{' '.join(command)}: {done.stderr.strip() or done.returncode}; input: {text}")
    return done.stdout
