"""octavia-api and octavia-worker in one process. The VIP port, its group and rules are real; the amphora is not."""

import sys

import waitress
from octavia.network.drivers.neutron import allowed_address_pairs
from octavia.network.drivers.noop_driver import driver as noop
from oslo_config import cfg

# What the network driver does to an amphora server: there is none
AMPHORA_CALLS = (
    "plug_aap_port", "unplug_aap_port", "unplug_network", "get_plugged_networks", "plug_port", "failover_preparation",
    "get_network_configs", "update_aap_port_sg", "plug_fixed_ip", "unplug_fixed_ip", "set_port_admin_state_up",
    "create_port", "delete_port",
)
PORT = 9876


def pretend(name: str):
    def call(_, *arguments, **named):
        return getattr(pretend.driver, name)(*arguments, **named)
    return call


for call in AMPHORA_CALLS:
    setattr(allowed_address_pairs.AllowedAddressPairsDriver, call, pretend(call))

# These read the configuration as they are imported
from octavia.api import app as api  # noqa: E402
from octavia.controller.queue.v2 import consumer  # noqa: E402

application = api.setup_app(argv=sys.argv)
pretend.driver = noop.NoopNetworkDriver()
consumer.ConsumerService(0, cfg.CONF).run()
waitress.serve(application, listen=f"127.0.0.1:{PORT}", threads=8)
