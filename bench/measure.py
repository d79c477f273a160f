"""measure.py COMMAND...   runs the command and prints its wall time, CPU time and peak memory, including its children."""

import resource
import subprocess
import sys
import time

started = time.monotonic()
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
seconds = time.monotonic() - started
if done.returncode:
    sys.exit(f"{sys.argv[1]} ended with exit code {done.returncode}: {done.stdout}")
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{seconds:.2f} s, {used.ru_utime + used.ru_stime:.2f} s CPU, {used.ru_maxrss // 1024} MB")
