"""fleet.py SHIPPED_STACKS TARGET DATACENTERS   writes the stack files of a fleet with many datacenters in each environment."""

import hashlib
import ipaddress
import re
import sys
from pathlib import Path

SECOND_OCTET = {"staging": 64, "production": 128}  # second octet of the /10 of each environment
# Source: RFC 2544, addresses for benchmarks
EXTERNAL = {"staging": ipaddress.ip_address("198.18.0.0"), "production": ipaddress.ip_address("198.19.0.0")}


def edited(text: str, values: dict[str, str]) -> str:
    for key, value in values.items():
        text, count = re.subn(rf"(?m)^(\s*{key}: ).*$", rf"\g<1>{value}", text)
        assert count == 1, key
    return text


def stack(environment: str, index: int, name: str) -> dict[str, str]:
    prefix = ipaddress.ip_network((f"10.{SECOND_OCTET[environment]}.0.0", 10)).network_address + index * 256
    external = EXTERNAL[environment] + 2 * index
    return {
        "cloud": name,
        "project": f'{{ id: "{hashlib.sha256(name.encode()).hexdigest()[:32]}" }}',
        "cidr": f"{prefix}/24",
        "address": str(prefix + 10),
        "floatingIp": str(external),
        "routerExternalIp": str(external + 1),
        "dnsName": f"api.{name}.example.net",
    }


def write(shipped: Path, target: Path, datacenters: int) -> None:
    target.mkdir(parents=True)
    for environment in SECOND_OCTET:
        ops = edited((shipped / f"{environment}.yaml").read_text(), stack(environment, 0, environment))
        apis = f"[{EXTERNAL[environment]}/16]"
        (target / f"{environment}.yaml").write_text(edited(ops, {"clusterCidrs": apis}))
        sibling = (shipped / f"{environment}-osl2.yaml").read_text()
        for index in range(1, datacenters + 1):
            name = f"{environment}-dc{index}"
            values = stack(environment, index, name) | {"datacenter": f"dc{index}"}
            (target / f"{name}.yaml").write_text(edited(sibling, values))


write(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
