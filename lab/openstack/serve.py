"""serve.py MODULE:FUNCTION PORT THREADS [ARGUMENT...]   serves the WSGI application that the function returns."""

import importlib
import sys

import waitress


def load_neutron_policy() -> None:
    from neutron import policy

    policy.init()


def load_keystone_policy() -> None:
    from keystone.common.rbac_enforcer import policy

    policy._ENFORCER._enforcer.load_rules()


# Both load their rules at the first request, without a lock: if several requests arrive at once, all but the first see
# no rules and get 403.
LOADERS = {"neutron": load_neutron_policy, "keystone": load_keystone_policy}


def application(target: str):
    module, _, factory = target.partition(":")
    wsgi = getattr(importlib.import_module(module), factory)()
    LOADERS.get(module.partition(".")[0], lambda: None)()
    return wsgi


def main() -> None:
    target, port, threads = sys.argv[1:4]
    sys.argv = [target, *sys.argv[4:]]  # oslo.config parses sys.argv
    listen = f"127.0.0.1:{port}"
    waitress.serve(application(target), listen=listen, threads=int(threads), connection_limit=500, channel_timeout=300)


main()
