"""Linux network namespaces of the servers, and calls inside them."""

import ctypes
import fcntl
import json
import os
import socket
import struct
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sandbox.layout import NETWORK_NAMESPACES, SERVER_PREFIX

CLONE_NEWNET = 0x40000000
SIOCETHTOOL = 0x8946
ETHTOOL_STXCSUM = 0x17
INTERFACE_NAME = 16
IPV6 = Path("/proc/sys/net/ipv6/conf")
LIBC = ctypes.CDLL(None, use_errno=True)


def inside(name: str, action, *arguments):
    """Calls the action in a separate thread that joins the namespace: setns applies to the calling thread only."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_joined, name, action, *arguments).result()


def _joined(name: str, action, *arguments):
    handle = os.open(NETWORK_NAMESPACES / name, os.O_RDONLY)
    try:
        if LIBC.setns(handle, CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), f"cannot join network namespace {name}")
    finally:
        os.close(handle)
    return action(*arguments)


def checksum_in_software(device: str) -> None:
    """Does what `ethtool -K DEVICE tx off` does: otherwise the switch reads unfinished checksums from the veth and drops the packets."""
    request = ctypes.create_string_buffer(struct.pack("II", ETHTOOL_STXCSUM, 0))
    name = device.encode().ljust(INTERFACE_NAME, b"\0")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, SIOCETHTOOL, struct.pack("16sP", name, ctypes.addressof(request)))


def set_ipv6(device: str, **settings: int) -> None:
    for setting, value in settings.items():
        (IPV6 / device / setting).write_text(str(value))


def names() -> set[str]:
    """The namespaces of servers."""
    return {path.name for path in NETWORK_NAMESPACES.glob(SERVER_PREFIX + "*")}


def create(name: str) -> None:
    if (NETWORK_NAMESPACES / name).exists():
        return
    run("ip", "netns", "add", name)
    batch(name, ["link set lo up"])
    # Link-local addresses are made from the MAC (EUI-64): Neutron's port security allows only those.
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
