"""Watches OVN's southbound database for ports that are bound to the hypervisors."""

from typing import NamedTuple

import ovs.poller
from ovs.db import idl

SCHEMA = "/usr/share/ovn/ovn-sb.ovsschema"
# chassis and up are not read; their changes show that an ovn-controller or a switch restarted without its ports.
COLUMNS = ["logical_port", "type", "requested_chassis", "external_ids", "chassis", "up"]


class Port(NamedTuple):
    id: str
    hypervisor: str
    server_id: str


class Bindings:
    def __init__(self, remote: str):
        schema = idl.SchemaHelper(SCHEMA)
        schema.register_columns("Port_Binding", COLUMNS)
        schema.register_columns("Chassis", ["hostname"])
        self._idl = idl.Idl(remote, schema)
        self._seen = None

    def changed(self) -> bool:
        """Processes received updates. Returns True once per change."""
        self._idl.run()
        if not self._idl.has_ever_connected() or self._idl.change_seqno == self._seen:
            return False
        self._seen = self._idl.change_seqno
        return True

    def known(self) -> bool:
        return self._seen is not None

    def ports(self, hypervisors: tuple[str, ...]) -> list[Port]:
        """Returns the ports of servers (device_owner compute:ZONE) that are requested on one of the hypervisors."""
        found = (_port(row) for row in self._idl.tables["Port_Binding"].rows.values())
        return [port for port in found if port and port.hypervisor in hypervisors]

    def wait(self, seconds: float) -> None:
        poller = ovs.poller.Poller()
        self._idl.wait(poller)
        poller.timer_wait(int(seconds * 1000))
        poller.block()


def _port(row) -> Port | None:
    names = row.external_ids
    server_id = names.get("neutron:device_id")
    owned = names.get("neutron:device_owner", "").startswith("compute:")
    if row.type or not row.requested_chassis or not owned or not server_id:
        return None
    return Port(row.logical_port, row.requested_chassis[0].hostname, server_id)
