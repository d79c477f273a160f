"""Creates a project, a user and an application credential for each stack file, and writes clouds.yaml. Idempotent.

A new project gets the id in the stack file. Keystone's API chooses ids itself, so the id is set in Keystone's database
before anything refers to the project. An existing project keeps its id.

projects.py                 creates what is missing
projects.py --admin         writes the administrator's entry only; calls no API
projects.py --missing       exit code 1 if a stack file has no entry in clouds.yaml yet; calls no API"""

import os
import re
import secrets
import sys
from pathlib import Path

import pymysql
import yaml

import settings

STACKS = Path(os.environ["LAB_STACKS"])
CLOUDS = Path(os.environ["OS_CLIENT_CONFIG_FILE"])
CLOUD_KEY = re.compile(r"^cloud:\s*[\"']?([\w.-]+)", re.MULTILINE)
PROJECT_KEY = re.compile(r"^project:\s*\{?\s*id:\s*[\"']?([0-9a-f]{32})\b", re.MULTILINE)
ADMIN = "lab-admin"
ROLES = ("member", "load-balancer_member")


def stacks() -> dict[str, str]:
    """Returns the cloud of each stack. Does not parse the rest of the file, which may be invalid."""
    found = {}
    for file in sorted(STACKS.glob("*.yaml")):
        named = CLOUD_KEY.search(file.read_text())
        found[file.stem] = named[1] if named else file.stem
    return found


def project_id(stack: str) -> str | None:
    """Returns the id of the project in the stack file."""
    named = PROJECT_KEY.search((STACKS / f"{stack}.yaml").read_text())
    return named[1] if named else None


def create_project(identity, name: str, wanted: str | None):
    if wanted is None:
        return identity.create_project(name=name, domain_id="default")
    # Keystone caches the id of a name, so the project gets its name after its id.
    created = identity.create_project(name=f"{name}-new", domain_id="default")
    with pymysql.connect(host="127.0.0.1", user="root", database="keystone", autocommit=True) as database:
        database.cursor().execute("update project set id = %s where id = %s", (wanted, created.id))
    return identity.update_project(wanted, name=name)


def known() -> dict[str, dict]:
    return yaml.safe_load(CLOUDS.read_text())["clouds"] if CLOUDS.exists() else {}


def entry(auth: dict, **more: str) -> dict:
    return {"auth": auth, "region_name": settings.REGION, "identity_api_version": 3, **more}


def connect(auth: dict):
    import openstack  # slow; not required when nothing is missing

    return openstack.connect(auth=auth, region_name=settings.REGION)


def credential(identity, roles: dict, stack: str) -> dict:
    """Returns the `auth` section of a new application credential. Deletes older ones, whose secrets are lost."""
    name, password = f"slipway-{stack}", secrets.token_urlsafe(24)
    project = identity.find_project(name, domain_id="default") or create_project(identity, name, project_id(stack))
    user = identity.find_user(name, domain_id="default")
    user = identity.update_user(user, password=password) if user else identity.create_user(
        name=name, password=password, domain_id="default"
    )
    for role in ROLES:
        identity.assign_project_role_to_user(project, user, roles[role])
    login = settings.admin() | {"username": name, "password": password, "project_name": name}
    member = connect(login).identity
    for old in member.application_credentials(user):
        member.delete_application_credential(user, old)
    created = member.create_application_credential(user, name=name, unrestricted=False)
    return {
        "auth_url": settings.auth_url(),
        "application_credential_id": created.id,
        "application_credential_secret": created.secret,
    }


def write(clouds: dict) -> None:
    temporary = CLOUDS.with_suffix(".new")
    temporary.unlink(missing_ok=True)
    temporary.touch(mode=0o600)
    temporary.write_text(yaml.safe_dump({"clouds": clouds}, sort_keys=True))
    temporary.replace(CLOUDS)


def with_admin() -> dict:
    return known() | {ADMIN: entry(settings.admin())}


def main() -> None:
    clouds = with_admin()
    missing = {stack: cloud for stack, cloud in stacks().items() if cloud not in clouds}
    if missing:
        identity = connect(settings.admin()).identity
        roles = {role.name: role for role in identity.roles()}
        for stack, cloud in missing.items():
            clouds[cloud] = entry(credential(identity, roles, stack), auth_type="v3applicationcredential")
            print(f"cloud {cloud}: project slipway-{stack}", flush=True)
    write(clouds)


if __name__ == "__main__":
    if "--missing" in sys.argv:
        sys.exit(any(cloud not in known() for cloud in stacks().values()))
    write(with_admin()) if "--admin" in sys.argv else main()
