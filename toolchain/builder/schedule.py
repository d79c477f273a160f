"""Builds what is missing, a few tools at a time, each after what it needs."""

import shutil
import subprocess
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from builder import store as storage
from builder.recipe import Commands, Failed, Recipe, go_environment

AT_ONCE = 2  # tools
BUILD_CACHE_LIMIT = 6 << 30  # bytes; two big builds add 5 GB at most, the modules are 7 GB: below 20 GB in all
LOG_TAIL = 15  # lines shown on failure


class Schedule:
    def __init__(self, tools: dict, store, settings: dict, say):
        self.tools = tools
        self.store = store
        self.settings = settings
        self.say = say
        self.commands = Commands()
        self.running: dict[Future, object] = {}
        self.failed: set[str] = set()

    def build(self, wanted: list) -> bool:
        """True when every wanted tool is there afterwards."""
        waiting = list(wanted)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            try:
                while waiting or self.running:
                    self.start_ready(waiting, pool)
                    done, _ = wait(self.running, return_when=FIRST_COMPLETED)
                    for future in done:
                        self.settle(future)
            except BaseException:  # Ctrl-C and SIGTERM too: no compiler may outlive us
                self.commands.stop()
                raise
        return not self.failed

    def start_ready(self, waiting: list, pool: ThreadPoolExecutor):
        self.trim_build_cache()
        for tool in list(waiting):
            if self.failed & set(tool.needs):
                waiting.remove(tool)
                self.failed.add(tool.name)
                self.say(f"{tool.name} {tool.version} is left out: it needs {', '.join(self.failed & set(tool.needs))}")
            elif len(self.running) < AT_ONCE and not self.cache_is_full() and self.needs_met(tool, waiting):
                waiting.remove(tool)
                self.announce(tool)
                recipe = Recipe(tool, self.tools, self.store, self.settings, self.commands)
                self.running[pool.submit(recipe.build)] = tool

    def needs_met(self, tool, waiting: list) -> bool:
        pending = {other.name for other in [*waiting, *self.running.values()]}
        return not pending & set(tool.needs)

    def announce(self, tool):
        usual = f"{tool.minutes:g} min" if tool.minutes >= 1 else f"{tool.minutes * 60:.0f} s"
        self.say(f"building {tool.name} {tool.version}, usually {usual} on 2 cores, log: {self.store.log(tool)}")

    def settle(self, future: Future):
        tool = self.running.pop(future)
        try:
            seconds = future.result()
        except Failed as failure:
            self.report(tool, str(failure))
        except OSError as failure:
            self.report(tool, f"{failure.strerror}: {failure.filename}")
        else:
            self.say(f"built {tool.name} {tool.version} in {seconds:.0f} s")

    def report(self, tool, why: str):
        self.failed.add(tool.name)
        log = self.store.log(tool)
        lines = log.read_text(errors="replace").splitlines() if log.is_file() else []
        self.say(f"FAILED {tool.name} {tool.version}: {why}")
        for line in lines[-LOG_TAIL:]:
            self.say(f"    {line}")
        self.say(f"  whole log: {log}")
        self.say(f"  cure: mend what the log names, then `toolchain build --only {tool.name}`; what is built stays")

    def cache_is_full(self) -> bool:
        return storage.size_of(self.store.build / "go") > BUILD_CACHE_LIMIT

    def trim_build_cache(self):
        """Empties Go's build cache when it is too big, but never under a running compiler."""
        if not self.running and self.cache_is_full():
            subprocess.run(["go", "clean", "-cache"], env=go_environment(self.store.build, self.settings), check=True)


def missing(tools: dict, store, names: list[str] | None) -> list:
    """Tools to build, in the table's order: of `names` and what they need, or of all."""
    chosen = set(tools) if names is None else with_needs(tools, names)
    faulty = {name for name in chosen if not tools[name].absent and store.fault(tools[name])}
    return [tool for tool in tools.values() if tool.name in faulty]


def with_needs(tools: dict, names: list[str]) -> set[str]:
    chosen = set(names)
    for name in names:
        chosen |= with_needs(tools, list(tools[name].needs))
    return chosen


def run(load, store, names: list[str] | None, keep_scratch: bool, say) -> tuple[dict, bool]:
    """Builds what is missing under the builders' lock; the tools, and False if one failed."""
    started = time.monotonic()
    with store.only_builder(say):
        tools, settings = load()  # now: while we waited, another builder or an edit may have changed what is missing
        wanted = missing(tools, store, names)
        usual = sum(tool.minutes for tool in wanted)
        say(f"{len(wanted)} of {len(tools)} tools to build, usually {usual:.0f} min of one builder in all")
        complete = Schedule(tools, store, settings, say).build(wanted)
        if not keep_scratch and not missing(tools, store, None):
            shutil.rmtree(store.build, ignore_errors=True)
    say(f"{'done' if complete else 'NOT complete'} after {time.monotonic() - started:.0f} s")
    return tools, complete
