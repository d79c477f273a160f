"""Names, addresses, ports and paths that several parts of the lab share.

Shell scripts get these values as LAB_* variables, see environment.py.
"""

import os
from pathlib import Path

# Paths inside the sandbox, which mounts its own /run
RUN = Path("/run/lab")
CLOUD = RUN / "cloud"  # the cloud's state: databases, keys, images
ETC = RUN / "etc"  # configuration files of the OpenStack services
SERVER_GROUPS = RUN / "servers"  # one supervisord configuration per server
SUPERVISOR_SOCKET = RUN / "supervisor.sock"
MYSQL_SOCKET = RUN / "mysql.sock"
OVN_NORTHBOUND = f"unix:{RUN}/ovnnb.sock"
OVN_SOUTHBOUND = f"unix:{RUN}/ovnsb.sock"
NETWORK_NAMESPACES = Path("/run/netns")

# At most 9. All commands of a lab need the same number: a kept state contains them.
USUAL_HYPERVISORS = "3"
HYPERVISORS = tuple(f"lab{n + 1}" for n in range(int(os.environ.get("SLIPWAY_LAB_HYPERVISORS", USUAL_HYPERVISORS))))
CHASSIS_ID_PREFIX = "6f1a0000-0000-4000-8000-00000000000"  # the hypervisor's number follows

MARIADB, OVN_NB, OVN_SB = 3306, 6641, 6642
KEYSTONE, GLANCE, PLACEMENT, NOVA, NEUTRON, OCTAVIA = 5000, 9292, 8778, 8774, 9696, 9876
HTTPS = 443

# The external network: the jump host, two services of the Internet, and the router of the shared network
JUMP_HOST = ("198.51.100.1", "2001:db8:100::1")
ISSUER, ISSUER_ADDRESS = "login.example.net", "198.51.100.16"
GIT, GIT_ADDRESS = "git.example.net", "198.51.100.17"
SHARED_ROUTER = ("198.51.100.20", "2001:db8:100::20")
SHARED_CIDRS = ("203.0.113.0/24", "2001:db8:200::/64")

SERVER_PREFIX = "srv-"


def server_namespace(server_id: str) -> str:
    """Network namespace of a Nova server; also the name of its supervisord group."""
    return SERVER_PREFIX + server_id[:8]


def hypervisor_namespace(hypervisor: str) -> str:
    """Network namespace of a hypervisor."""
    return f"hv-{hypervisor}"


def chassis_id(hypervisor: str) -> str:
    """OVN's system id of a hypervisor."""
    return CHASSIS_ID_PREFIX + hypervisor.removeprefix("lab")


def switch_database(hypervisor: str) -> str:
    """Address of a hypervisor's Open vSwitch database."""
    return f"unix:{RUN / hypervisor / 'db.sock'}"
