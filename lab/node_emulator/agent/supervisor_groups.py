"""The groups of supervisord that run servers, over its XML-RPC interface. Nothing here waits for a process to end."""

from xmlrpc.client import Fault, ServerProxy

from supervisor.states import RUNNING_STATES, ProcessStates
from supervisor.xmlrpc import Faults, SupervisorTransport

from node_emulator.agent import files
from node_emulator.agent.world import PREFIX, RUNTIME

FOLDER = RUNTIME / "servers"
SOCKET = f"unix://{RUNTIME / 'supervisor.sock'}"


class Groups:
    def __init__(self):
        self._proxy = ServerProxy("http://supervisord", SupervisorTransport(serverurl=SOCKET))
        self._processes: dict[str, list[dict]] = {}

    @property
    def _supervisor(self):
        return self._proxy.supervisor

    def look(self) -> None:
        """Takes a fresh look at what runs; the answers below are of that moment."""
        self._processes = {}
        for process in self._supervisor.getAllProcessInfo():
            self._processes.setdefault(process["group"], []).append(process)

    def names(self) -> set[str]:
        """The groups of servers, loaded or only on file."""
        loaded = {name for name in self._processes if name.startswith(PREFIX)}
        return loaded | {path.stem for path in FOLDER.glob(PREFIX + "*.conf")}

    def present(self, name: str) -> bool:
        return name in self._processes

    def ended(self, name: str) -> bool:
        """True if no process of it is left; else those that run are told to stop, and one comes back later."""
        states = {process["state"] for process in self._processes.get(name, [])}
        if states & set(RUNNING_STATES):
            self._supervisor.stopProcessGroup(name, False)
        return not states & {*RUNNING_STATES, ProcessStates.STOPPING}

    def add(self, name: str, text: str) -> None:
        """Loads the group; its programs with autostart start."""
        files.private_folder(FOLDER)
        files.write(FOLDER / f"{name}.conf", text.encode())
        self._supervisor.reloadConfig()
        self._supervisor.addProcessGroup(name)

    def remove(self, name: str) -> None:
        """Forgets a group that has ended."""
        try:
            if self.present(name):
                self._supervisor.removeProcessGroup(name)
        except Fault as fault:
            if fault.faultCode != Faults.BAD_NAME:
                raise
        self._processes.pop(name, None)
        (FOLDER / f"{name}.conf").unlink(missing_ok=True)
