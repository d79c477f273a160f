"""How long an address was away: `gap.py ADDRESS PORT SECONDS` connects by TCP again and again, and prints the longest time
between two good connections in seconds, and how many were bad."""

import socket
import sys
import time

PATIENCE = 0.5  # seconds
PAUSE = 0.1  # seconds


def connects(address: str, port: int) -> bool:
    try:
        socket.create_connection((address, port), PATIENCE).close()
    except OSError:
        return False
    return True


address, port, duration = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
end = time.monotonic() + duration
good, longest, bad = time.monotonic(), 0.0, 0
while time.monotonic() < end:
    if connects(address, port):
        longest, good = max(longest, time.monotonic() - good), time.monotonic()
    else:
        bad += 1
    time.sleep(PAUSE)
longest = max(longest, time.monotonic() - good)
print(f"{longest:.1f} {bad}")
