"""Where the lab keeps its things, from the environment every program of the lab gets."""

import os
from dataclasses import dataclass
from pathlib import Path

RUNTIME = Path("/run/lab")
NAMESPACES = Path("/run/netns")
PREFIX = "srv-"


@dataclass(frozen=True)
class World:
    state: Path
    tools: Path
    hypervisors: tuple[str, ...]

    @staticmethod
    def from_environment() -> "World":
        missing = [name for name in ("LAB_STATE", "LAB_BIN", "LAB_HOSTS") if not os.environ.get(name)]
        if missing:
            raise SystemExit(f"life: {', '.join(missing)} not set; this program is started by the lab's supervisord")
        return World(
            Path(os.environ["LAB_STATE"]),
            Path(os.environ["LAB_BIN"]),
            tuple(os.environ["LAB_HOSTS"].split()),
        )

    @property
    def servers(self) -> Path:
        return self.state / "servers"

    def folder(self, server_id: str) -> Path:
        """The disk of a server."""
        return self.servers / server_id

    def logs(self, server_name: str) -> Path:
        return self.state / "log" / "servers" / server_name


def namespace(server_id: str) -> str:
    return PREFIX + server_id[:8]
