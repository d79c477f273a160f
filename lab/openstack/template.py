"""Makes the cloud's first state inside a world of its own: schemas, Keystone, services, flavors, images, networks.

Runs once for each version of this folder; later labs start from a copy."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "sandbox"))

import catalogue  # noqa: E402
import control  # noqa: E402
import settings  # noqa: E402

LOG = Path(os.environ["LAB_STATE"], "log")
DATABASES = ("keystone", "glance", "placement", "nova_api", "nova_cell0", "nova_cell1", "neutron", "octavia")
CELL0 = "mysql+pymysql://root@127.0.0.1/nova_cell0?charset=utf8mb4"
STARTED = time.monotonic()


def say(text: str) -> None:
    print(f"{time.monotonic() - STARTED:6.1f} s  {text}", flush=True)


def run(name: str, *command: str, **environment: str) -> None:
    """One command; its output goes to log/template-NAME.log."""
    log = LOG / f"template-{name}.log"
    with log.open("a") as output:
        done = subprocess.run(command, stdout=output, stderr=output, env=os.environ | environment)
    if done.returncode:
        raise SystemExit(f"making the template: {name} failed with exit code {done.returncode}; see {log}")


def make_folders() -> None:
    for folder in ("ovn", "keystone", "glance/images", "glance/staging", "glance/tasks", "nova/instances", "neutron", "octavia"):
        (settings.CLOUD / folder).mkdir(parents=True, exist_ok=True)


def make_databases() -> None:
    run("mariadb", "mariadb-install-db", "--no-defaults", "--user=root", f"--datadir={settings.CLOUD}/mysql", "--skip-test-db")
    start("mariadb")
    for _ in range(300):
        if Path("/run/lab/mysql.sock").exists():
            break
        time.sleep(0.1)
    statements = "".join(f"create database {name} character set utf8mb3;" for name in DATABASES)
    run("mariadb", "mariadb", "--no-defaults", "--socket=/run/lab/mysql.sock", "--execute", statements)
    for side in ("nb", "sb"):
        schema = f"/usr/share/ovn/ovn-{side}.ovsschema"
        run("ovn", "ovsdb-tool", "create", f"{settings.CLOUD}/ovn/{side}.db", schema)


def make_keystone() -> None:
    manage = ("keystone-manage", "--config-file", f"{settings.ETC}/keystone.conf")
    run("keystone", *manage, "db_sync")
    for kind in ("fernet_setup", "credential_setup"):
        run("keystone", *manage, kind, "--keystone-user", "root", "--keystone-group", "root")
    url = settings.auth_url()
    run("keystone", *manage, "bootstrap", "--bootstrap-region-id", settings.REGION, "--bootstrap-public-url", url,
        "--bootstrap-internal-url", url, "--bootstrap-admin-url", url, OS_BOOTSTRAP_PASSWORD=settings.password())


def make_nova() -> None:
    manage = ("nova-manage", "--config-file", f"{settings.ETC}/nova.conf")
    run("nova", *manage, "api_db", "sync")
    run("nova", *manage, "cell_v2", "map_cell0", "--database_connection", CELL0)
    run("nova", *manage, "db", "sync")
    run("nova", *manage, "cell_v2", "create_cell", "--name=cell1")


def make_octavia() -> None:
    run("octavia", "octavia-db-manage", "--config-file", f"{settings.ETC}/octavia.conf", "upgrade", "head")
    folder = f"{settings.CLOUD}/octavia"
    run("octavia", "openssl", "req", "-x509", "-newkey", "rsa:2048", "-keyout", f"{folder}/ca.key", "-out", f"{folder}/ca.crt",
        "-days", "3650", "-subj", "/CN=lab-octavia", "-passout", "env:PASSWORD", PASSWORD=settings.password())


def make_glance() -> None:
    run("glance", "glance-manage", "--config-file", f"{settings.ETC}/glance.conf", "db_sync")
    run("placement", "placement-manage", "--config-file", f"{settings.ETC}/placement.conf", "db", "sync")


def make_neutron() -> None:
    run("neutron", "neutron-db-manage", "--config-file", f"{settings.ETC}/neutron.conf", "upgrade", "heads")


def migrate() -> None:
    """Two at a time: each keeps a core busy."""
    with ThreadPoolExecutor(2) as pool:
        for done in list(pool.map(lambda make: make(), (make_nova, make_neutron, make_keystone, make_octavia, make_glance))):
            assert done is None


def start(*names: str) -> None:
    for name in names:
        control.supervisor().startProcess(name, False)


def until_serving(*services: str) -> None:
    deadline = time.monotonic() + 300
    for service in services:
        while not answers(settings.url(service)):
            if time.monotonic() > deadline:
                raise SystemExit(f"making the template: {service} does not answer; see {LOG}/{service}.log")
            time.sleep(0.2)


def answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=10).close()
        return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


def until_supervised() -> None:
    while True:
        try:
            return control.supervisor().getState()
        except OSError:
            time.sleep(0.1)


def main() -> None:
    until_supervised()
    make_folders()
    make_databases()
    say("database server")
    migrate()
    say("schemas of 6 services")
    start("ovn-nb", "ovn-sb", "ovn-northd", "keystone")
    until_serving("keystone")
    catalogue.identities()
    start("placement", "glance", "neutron", "nova")
    until_serving("placement", "glance", "neutron", "nova")
    say("services")
    catalogue.resources()
    say("flavors, images, networks")
    control.supervisor().stopAllProcesses()


main()
