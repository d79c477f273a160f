"""measure.py [--exit-code N] [--computer] COMMAND...   prints the command's wall time, CPU time, and the memory of its largest process.

Its children count too. The command must end with exit code N (default 0). --computer also prints the CPU time of all processes of the
computer meanwhile: in the lab, the cloud and the clusters that answer the command use the same cores.
"""

import argparse
import os
import resource
import subprocess
import sys
import time

parser = argparse.ArgumentParser()
parser.add_argument("--exit-code", type=int, default=0)
parser.add_argument("--computer", action="store_true")
parser.add_argument("command", nargs=argparse.REMAINDER)
given = parser.parse_args()


def busy() -> float:
    """Returns the CPU seconds that all processes have used, by proc(5): without idle (4th) and iowait (5th)."""
    with open("/proc/stat") as file:
        ticks = [int(text) for text in file.readline().split()[1:9]]
    return (sum(ticks) - ticks[3] - ticks[4]) / os.sysconf("SC_CLK_TCK")


busy_before = busy() if given.computer else 0
started = time.monotonic()
done = subprocess.run(given.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
seconds = time.monotonic() - started
if done.returncode != given.exit_code:
    sys.exit(f"{given.command[0]} ended with exit code {done.returncode}: {done.stdout}")
computer = f" of {busy() - busy_before:.1f} s of the computer" if given.computer else ""
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{seconds:.2f} s, {used.ru_utime + used.ru_stime:.2f} s CPU{computer}, {used.ru_maxrss // 1024} MB")
