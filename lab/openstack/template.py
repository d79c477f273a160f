"""Creates the template of the cloud's state: database schemas, services, flavors, images, networks.

Runs in a separate sandbox, once per version of this folder; labs start from a copy."""

import os
import subprocess
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import catalogue
import settings
from sandbox import health, layout

LOG = Path(os.environ["LAB_STATE"], "log")
DATABASES = ("keystone", "glance", "placement", "nova_api", "nova_cell0", "nova_cell1", "neutron", "octavia")
CELL0 = "mysql+pymysql://root@127.0.0.1/nova_cell0?charset=utf8mb4"
STARTED = time.monotonic()


def report(text: str) -> None:
    print(f"{time.monotonic() - STARTED:6.1f} s  {text}", flush=True)


def run(name: str, *command: str, **environment: str) -> None:
    """Runs a command; its output is appended to log/template-NAME.log."""
    log = LOG / f"template-{name}.log"
    with log.open("a") as output:
        done = subprocess.run(command, stdout=output, stderr=output, env=os.environ | environment)
    if done.returncode:
        raise SystemExit(f"creating the template: {name} failed with exit code {done.returncode}; see {log}")


def create_folders() -> None:
    for folder in ("ovn", "keystone", "glance/images", "glance/staging", "glance/tasks", "nova/instances", "neutron", "octavia"):
        (layout.CLOUD / folder).mkdir(parents=True, exist_ok=True)


def create_databases() -> None:
    run("mariadb", "mariadb-install-db", "--no-defaults", "--user=root", f"--datadir={layout.CLOUD}/mysql", "--skip-test-db")
    start("mariadb")
    for _ in range(300):
        if layout.MYSQL_SOCKET.exists():
            break
        time.sleep(0.1)
    statements = "".join(f"create database {name} character set utf8mb3;" for name in DATABASES)
    run("mariadb", "mariadb", "--no-defaults", f"--socket={layout.MYSQL_SOCKET}", "--execute", statements)
    for side in ("nb", "sb"):
        schema = f"/usr/share/ovn/ovn-{side}.ovsschema"
        run("ovn", "ovsdb-tool", "create", f"{layout.CLOUD}/ovn/{side}.db", schema)


def create_keystone() -> None:
    manage = ("keystone-manage", "--config-file", f"{layout.ETC}/keystone.conf")
    run("keystone", *manage, "db_sync")
    for kind in ("fernet_setup", "credential_setup"):
        run("keystone", *manage, kind, "--keystone-user", "root", "--keystone-group", "root")
    url = settings.auth_url()
    run("keystone", *manage, "bootstrap", "--bootstrap-region-id", settings.REGION, "--bootstrap-public-url", url,
        "--bootstrap-internal-url", url, "--bootstrap-admin-url", url, OS_BOOTSTRAP_PASSWORD=settings.password())


def create_nova() -> None:
    manage = ("nova-manage", "--config-file", f"{layout.ETC}/nova.conf")
    run("nova", *manage, "api_db", "sync")
    run("nova", *manage, "cell_v2", "map_cell0", "--database_connection", CELL0)
    run("nova", *manage, "db", "sync")
    run("nova", *manage, "cell_v2", "create_cell", "--name=cell1")


def create_octavia() -> None:
    run("octavia", "octavia-db-manage", "--config-file", f"{layout.ETC}/octavia.conf", "upgrade", "head")
    folder = f"{layout.CLOUD}/octavia"
    run("octavia", "openssl", "req", "-x509", "-newkey", "rsa:2048", "-keyout", f"{folder}/ca.key", "-out", f"{folder}/ca.crt",
        "-days", "3650", "-subj", "/CN=lab-octavia", "-passout", "env:PASSWORD", PASSWORD=settings.password())


def create_glance() -> None:
    run("glance", "glance-manage", "--config-file", f"{layout.ETC}/glance.conf", "db_sync")
    run("placement", "placement-manage", "--config-file", f"{layout.ETC}/placement.conf", "db", "sync")


def create_neutron() -> None:
    run("neutron", "neutron-db-manage", "--config-file", f"{layout.ETC}/neutron.conf", "upgrade", "heads")


def migrate() -> None:
    """Creates the schemas, two at a time: each migration uses a core."""
    migrations = (create_nova, create_neutron, create_keystone, create_octavia, create_glance)
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(migration) for migration in migrations]:
            done.result()


def start(*names: str) -> None:
    for name in names:
        health.supervisor().startProcess(name, False)


def wait_until_serving(*services: str) -> None:
    deadline = time.monotonic() + 300
    for service in services:
        while not answers(settings.url(service)):
            if time.monotonic() > deadline:
                raise SystemExit(f"creating the template: {service} does not answer; see {LOG}/{service}.log")
            time.sleep(0.2)


def answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=10).close()
        return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


def wait_for_supervisor() -> None:
    while True:
        try:
            return health.supervisor().getState()
        except OSError:
            time.sleep(0.1)


def main() -> None:
    wait_for_supervisor()
    create_folders()
    create_databases()
    report("database server")
    migrate()
    report("schemas of 6 services")
    start("ovn-nb", "ovn-sb", "ovn-northd", "keystone")
    wait_until_serving("keystone")
    catalogue.identities()
    start("placement", "glance", "neutron", "nova")
    wait_until_serving("placement", "glance", "neutron", "nova")
    report("services")
    catalogue.resources()
    report("flavors, images, networks")
    health.supervisor().stopAllProcesses()


main()
