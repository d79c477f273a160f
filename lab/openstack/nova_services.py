"""Runs nova-conductor, nova-scheduler, a nova-compute for each hypervisor (fake driver) and nova-api in one process, without a broker."""

import nova.monkey_patch  # noqa: F401  must be first

import socket
import sys
import uuid

import eventlet
import nova.conf
import os_vif
from nova import config, context, exception, objects, service
from nova.compute import manager
from nova.compute import rpcapi as compute_rpc
from nova.conductor import rpcapi as conductor_rpc
from nova.objects import host_mapping
from nova.scheduler import rpcapi as scheduler_rpc
from nova.virt import fake
from oslo_log import log as logging
from oslo_service import service as oslo_service

from sandbox import layout

CONF = nova.conf.CONF
LOG = logging.getLogger("lab")
REQUIRED = (layout.KEYSTONE, layout.PLACEMENT)  # the computes report their inventory to Placement when they start
NAMESPACE = uuid.UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")


class StableNodeIds:
    """Node ids of the fake driver that are the same at every start. With random ids a restart does not recognize its nodes."""

    def __getattr__(self, host):
        return str(uuid.uuid5(NAMESPACE, host))


def allow_several_hosts_in_one_process() -> None:
    fake.uuids = StableNodeIds()
    manager.ComputeManager._ensure_existing_node_identity = lambda *_: None


def start_guests_again() -> None:
    """Makes the fake driver start the running guests when Nova starts again: it only has those that its own process started."""

    def resume(driver, admin, guest, network, *_args, **_named) -> None:
        driver.spawn(admin, guest, None, None, None, None, network)

    fake.FakeDriver.resume_state_on_host_boot = resume


def wait_for_port(port: int) -> None:
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            eventlet.sleep(0.1)


def is_mapped(admin, host: str) -> bool:
    try:
        objects.HostMapping.get_by_host(admin, host)
    except exception.HostMappingNotFound:
        return False
    return True


def map_hosts() -> None:
    """Maps the hosts to the cell at the first start: the scheduler only uses mapped hosts."""
    admin = context.get_admin_context()
    while not all(is_mapped(admin, host) for host in layout.HYPERVISORS):
        host_mapping.discover_hosts(admin)
        eventlet.sleep(0.5)


def main() -> None:
    config.parse_args(sys.argv)
    logging.setup(CONF, "nova")
    objects.register_all()
    os_vif.initialize()
    allow_several_hosts_in_one_process()
    start_guests_again()
    for port in REQUIRED:
        wait_for_port(port)
    launcher = oslo_service.ServiceLauncher(CONF, restart_method="mutate")
    launcher.launch_service(service.Service.create(binary="nova-conductor", topic=conductor_rpc.RPC_TOPIC))
    launcher.launch_service(service.Service.create(binary="nova-scheduler", topic=scheduler_rpc.RPC_TOPIC))
    for host in layout.HYPERVISORS:
        launcher.launch_service(service.Service.create(host=host, binary="nova-compute", topic=compute_rpc.RPC_TOPIC))
    map_hosts()
    launcher.launch_service(service.WSGIService("osapi_compute"))
    launcher.wait()


main()
