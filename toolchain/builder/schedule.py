"""Builds missing tools, two at a time, each after its dependencies."""

import shutil
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from builder.store import size_of
from builder.recipe import Commands, Failed, Recipe

PARALLEL = 2  # tools
BUILD_CACHE_LIMIT = 6 << 30  # bytes; two large builds add up to 5 GB, the modules are 7 GB: below 20 GB in total
SCRATCH_LIMIT = 5  # minutes; Go's caches (up to 15 GB) are kept while more than this remains to be built
LOG_TAIL = 15  # lines shown on failure


@dataclass(frozen=True)
class Options:
    """Options of `toolchain build`."""

    names: list[str] | None  # None: all tools
    verify: bool
    keep_scratch: bool


class Schedule:
    """One run of the builder."""

    def __init__(self, tools: dict, store, settings: dict, report):
        self.tools = tools
        self.store = store
        self.settings = settings
        self.report = report
        self.commands = Commands()
        self.running: dict[Future, object] = {}
        self.failed: set[str] = set()

    def build(self, wanted: list) -> bool:
        """Builds the tools. Returns False if one failed."""
        waiting = list(wanted)
        with ThreadPoolExecutor(PARALLEL) as pool:
            try:
                while waiting or self.running:
                    self.start_ready(waiting, pool)
                    done, _ = wait(self.running, return_when=FIRST_COMPLETED)
                    for future in done:
                        self.finish(future)
            except BaseException:  # also Ctrl-C and SIGTERM: no compiler may run on after this process
                self.commands.stop()
                raise
        return not self.failed

    def start_ready(self, waiting: list, pool: ThreadPoolExecutor):
        self.trim_build_cache()
        for tool in list(waiting):
            if self.failed & set(tool.needs):
                waiting.remove(tool)
                self.failed.add(tool.name)
                self.report(f"{tool.name} {tool.version} is left out: it depends on {', '.join(self.failed & set(tool.needs))}")
            elif len(self.running) < PARALLEL and not self.cache_is_full() and self.needs_met(tool, waiting):
                waiting.remove(tool)
                self.announce(tool)
                recipe = Recipe(tool, self.tools, self.store, self.settings, self.commands)
                self.running[pool.submit(recipe.build)] = tool

    def needs_met(self, tool, waiting: list) -> bool:
        pending = {other.name for other in [*waiting, *self.running.values()]}
        return not pending & set(tool.needs)

    def announce(self, tool):
        usual = f"{tool.minutes:g} min" if tool.minutes >= 1 else f"{tool.minutes * 60:.0f} s"
        self.report(f"building {tool.name} {tool.version}, usually {usual} on 2 cores, log: {self.store.log(tool)}")

    def finish(self, future: Future):
        tool = self.running.pop(future)
        try:
            seconds = future.result()
        except Failed as failure:
            self.report_failure(tool, str(failure))
        except OSError as failure:
            self.report_failure(tool, f"{failure.strerror}: {failure.filename}")
        else:
            self.report(f"built {tool.name} {tool.version} in {seconds:.0f} s")

    def report_failure(self, tool, reason: str):
        self.failed.add(tool.name)
        log = self.store.log(tool)
        lines = log.read_text(errors="replace").splitlines() if log.is_file() else []
        self.report(f"FAILED {tool.name} {tool.version}: {reason}")
        for line in lines[-LOG_TAIL:]:
            self.report(f"    {line}")
        self.report(f"  whole log: {log}")
        self.report(f"  fix: correct the cause, then run `toolchain build --only {tool.name}`; finished results are kept")

    def cache_is_full(self) -> bool:
        return size_of(self.store.build / "go") > BUILD_CACHE_LIMIT

    def trim_build_cache(self):
        """Deletes Go's build cache if it is too large and no compiler runs."""
        if not self.running and self.cache_is_full():
            self.store.delete_go_cache()


def missing(tools: dict, store, names: list[str] | None, verify: bool = False) -> list:
    """Returns the tools to build, in the table's order: of `names` and their dependencies, or of all."""
    chosen = set(tools) if names is None else with_needs(tools, names)
    faulty = {name for name in chosen if not tools[name].absent and store.fault(tools[name], verify)}
    return [tool for tool in tools.values() if tool.name in faulty]


def minutes(tools: list) -> float:
    return sum(tool.minutes for tool in tools)


def with_needs(tools: dict, names: list[str]) -> set[str]:
    chosen = set(names)
    for name in names:
        chosen |= with_needs(tools, list(tools[name].needs))
    return chosen


def run(load, store, options: Options, report) -> tuple[dict, bool]:
    """Builds missing tools under the builders' lock. Returns the tools, and False if one failed."""
    started = time.monotonic()
    with store.only_builder(report):
        tools, settings = load()  # after waiting: another builder, or an edit, may have changed what is missing
        wanted = missing(tools, store, options.names, options.verify)
        report(f"{len(wanted)} of {len(tools)} tools to build, usually {minutes(wanted):.0f} min in total if built one by one")
        complete = Schedule(tools, store, settings, report).build(wanted)
        if not options.keep_scratch and minutes(missing(tools, store, None)) < SCRATCH_LIMIT:
            shutil.rmtree(store.build, ignore_errors=True)
    report(f"{'done' if complete else 'NOT complete'} after {time.monotonic() - started:.0f} s")
    return tools, complete
