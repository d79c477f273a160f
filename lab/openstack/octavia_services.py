"""Runs octavia-api, octavia-worker and octavia-driver-agent in one process.

Provider ovn is complete: its load balancers are OVN's and forward packets. Provider amphora creates a real VIP port with its
security group and rules, but no amphora."""

import os
import socketserver
import sys
import threading
import time

import waitress
from octavia.common import config  # noqa: F401  the options that the listeners read
from octavia.network.drivers.neutron import allowed_address_pairs
from octavia.network.drivers.noop_driver import driver as noop
from oslo_config import cfg

from sandbox import layout

# Methods of the network driver that act on an amphora server, which does not exist here
AMPHORA_CALLS = (
    "plug_aap_port", "unplug_aap_port", "unplug_network", "get_plugged_networks", "plug_port", "failover_preparation",
    "get_network_configs", "update_aap_port_sg", "plug_fixed_ip", "unplug_fixed_ip", "set_port_admin_state_up",
    "create_port", "delete_port",
)
SOCKETS = "/run/octavia"  # fixed in the OVN provider


class ThreadingServer(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """Handles each message in a thread, in place of a child process."""


def delegate_to_noop(name: str):
    def call(_, *arguments, **named):
        return getattr(delegate_to_noop.driver, name)(*arguments, **named)
    return call


def start(target, *arguments) -> None:
    threading.Thread(target=target, args=arguments, daemon=True).start()


def serve_drivers() -> threading.Event:
    """Serves the sockets through which a provider reports the state of load balancers and reads their records."""
    from octavia.api.drivers.driver_agent import driver_listener

    driver_listener.ForkingUDSServer = ThreadingServer
    os.makedirs(SOCKETS, exist_ok=True)
    for name in os.listdir(SOCKETS):
        os.unlink(f"{SOCKETS}/{name}")
    never = threading.Event()
    listeners = (driver_listener.status_listener, driver_listener.stats_listener, driver_listener.get_listener)
    for listener in listeners:
        start(listener, never)
    while len(os.listdir(SOCKETS)) < len(listeners):
        time.sleep(0.05)
    return never


for method in AMPHORA_CALLS:
    setattr(allowed_address_pairs.AllowedAddressPairsDriver, method, delegate_to_noop(method))
ends = serve_drivers()

# These modules read the configuration when they are imported
from octavia.api import app as api  # noqa: E402
from octavia.controller.queue.v2 import consumer  # noqa: E402
from ovn_octavia_provider import agent  # noqa: E402

application = api.setup_app(argv=sys.argv)
delegate_to_noop.driver = noop.NoopNetworkDriver()
consumer.ConsumerService(0, cfg.CONF).run()
start(agent.OvnProviderAgent, ends)
waitress.serve(application, listen=f"127.0.0.1:{layout.OCTAVIA}", threads=8)
