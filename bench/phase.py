"""Seconds from the first rule that standard input says is being made to the last that it says is made; the text goes to standard error."""

import re
import sys
import time

BEGUN = re.compile(r"secgroup_?rule.*creating", re.IGNORECASE)
DONE = re.compile(r"secgroup_?rule.*(created|creation complete)", re.IGNORECASE)

begun = done = None
for line in sys.stdin:
    sys.stderr.write(line)
    if BEGUN.search(line):
        begun = begun or time.monotonic()
    if DONE.search(line):
        done = time.monotonic()
if begun is None or done is None:
    sys.exit("no rule was made")
print(f"{done - begun:.1f}", end=" ")
