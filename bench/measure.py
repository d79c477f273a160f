"""measure.py [--exit-code N] COMMAND...   prints the command's wall time, CPU time, and the peak memory of its largest process.

Its children count too. The command must end with exit code N (default 0).
"""

import argparse
import resource
import subprocess
import sys
import time

parser = argparse.ArgumentParser()
parser.add_argument("--exit-code", type=int, default=0)
parser.add_argument("command", nargs=argparse.REMAINDER)
given = parser.parse_args()
started = time.monotonic()
done = subprocess.run(given.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
seconds = time.monotonic() - started
if done.returncode != given.exit_code:
    sys.exit(f"{given.command[0]} ended with exit code {done.returncode}: {done.stdout}")
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{seconds:.2f} s, {used.ru_utime + used.ru_stime:.2f} s CPU, {used.ru_maxrss // 1024} MB")
