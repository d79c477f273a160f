"""The supervisord groups that run servers, through its XML-RPC interface. No call waits for a process to end."""

from xmlrpc.client import Fault, ServerProxy

from supervisor.states import RUNNING_STATES, ProcessStates
from supervisor.xmlrpc import Faults, SupervisorTransport

from node_emulator.agent import files
from sandbox import layout

FOLDER = layout.SERVER_GROUPS


class SupervisorGroups:
    def __init__(self):
        transport = SupervisorTransport(serverurl=f"unix://{layout.SUPERVISOR_SOCKET}")
        self._proxy = ServerProxy("http://supervisord", transport)
        self._processes: dict[str, list[dict]] = {}

    @property
    def _supervisor(self):
        return self._proxy.supervisor

    def refresh(self) -> None:
        """Reads the current processes; the other methods answer from this snapshot."""
        self._processes = {}
        for process in self._supervisor.getAllProcessInfo():
            self._processes.setdefault(process["group"], []).append(process)

    def names(self) -> set[str]:
        """The groups of servers: loaded ones, and those that only have a configuration file."""
        loaded = {name for name in self._processes if name.startswith(layout.SERVER_PREFIX)}
        return loaded | {path.stem for path in FOLDER.glob(layout.SERVER_PREFIX + "*.conf")}

    def is_loaded(self, name: str) -> bool:
        return name in self._processes

    def stop(self, name: str) -> bool:
        """Returns True if no process of the group runs; otherwise requests the stop, and the caller asks again later."""
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
        """Removes a group whose processes have ended."""
        try:
            if self.is_loaded(name):
                self._supervisor.removeProcessGroup(name)
        except Fault as fault:
            if fault.faultCode != Faults.BAD_NAME:
                raise
        self._processes.pop(name, None)
        (FOLDER / f"{name}.conf").unlink(missing_ok=True)
