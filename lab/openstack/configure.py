"""configure.py FOLDER   fills in the configuration templates of etc/ and writes them into the folder."""

import string
import sys
from pathlib import Path

import settings
from sandbox import layout

TEMPLATES = Path(__file__).parent / "etc"
# Authentication of every service; `username` is set in the template
AUTH = """\
auth_url = $AUTH_URL
auth_type = password
password = $PASSWORD
project_name = service
user_domain_name = Default
project_domain_name = Default
region_name = $REGION"""
# Token validation of every service
TOKENS = """\
www_authenticate_uri = $AUTH_URL
token_cache_time = 300
service_token_roles_required = true
service_token_roles = service
memcache_use_advanced_pool = false"""
# With the secure defaults a project member is refused what a real cloud refuses
POLICY = """\
enforce_scope = true
enforce_new_defaults = true"""
POOL = """\
max_pool_size = 20
max_overflow = 40
connection_recycle_time = 3600"""


def values() -> dict[str, str]:
    plain = {
        "CLOUD": str(layout.CLOUD),
        "ETC": str(layout.ETC),
        "VENV": sys.prefix,
        "DATABASE": "mysql+pymysql://root@127.0.0.1",
        "REGION": settings.REGION,
        "PASSWORD": settings.password(),
        "AUTH_URL": settings.auth_url(),
        "POLICY": POLICY,
        "POOL": POOL,
    }
    plain |= {name.upper(): settings.url(name) for name in settings.PORTS}
    filled = {name: string.Template(text).substitute(plain) for name, text in (("AUTH", AUTH), ("TOKENS", TOKENS))}
    return plain | filled


def main(target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for source in TEMPLATES.iterdir():
        file = target / source.name
        file.touch(mode=0o600)  # contains the service password
        file.write_text(string.Template(source.read_text()).substitute(values()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
