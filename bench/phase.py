"""Prints the seconds from the first rule creation that starts to the last one that completes, as logged on standard input.

Copies standard input to standard error.
"""

import re
import sys
import time

STARTED = re.compile(r"secgroup_?rule.*creating", re.IGNORECASE)
DONE = re.compile(r"secgroup_?rule.*(created|creation complete)", re.IGNORECASE)

started = done = None
for line in sys.stdin:
    sys.stderr.write(line)
    if STARTED.search(line):
        started = started or time.monotonic()
    if DONE.search(line):
        done = time.monotonic()
if started is None or done is None:
    sys.exit("no rule was created")
print(f"{done - started:.1f}", end=" ")
