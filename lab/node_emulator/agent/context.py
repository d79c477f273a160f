"""Folders and hypervisors of this lab, from the environment of supervisord's programs."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class LabContext:
    state: Path
    tools: Path
    hypervisors: tuple[str, ...]

    @staticmethod
    def from_environment() -> "LabContext":
        missing = [name for name in ("LAB_STATE", "LAB_BIN", "LAB_HOSTS") if not os.environ.get(name)]
        if missing:
            raise SystemExit(f"agent: {', '.join(missing)} not set; the lab's supervisord starts this program")
        return LabContext(
            Path(os.environ["LAB_STATE"]),
            Path(os.environ["LAB_BIN"]),
            tuple(os.environ["LAB_HOSTS"].split()),
        )

    @property
    def servers(self) -> Path:
        return self.state / "servers"

    def disk(self, server_id: str) -> Path:
        """Folder with the files of a server's disk."""
        return self.servers / server_id

    def logs(self, server_name: str) -> Path:
        return self.state / "log" / "servers" / server_name
