"""How long an API was away: `outage_probe.py ADDRESS PORT SECONDS [PATIENCE]` sends HTTPS requests, each over a connection of its own, and
prints the longest time between two answers in seconds, and how many requests got none within PATIENCE seconds (0.5 unless told). A
refusal such as 401 is an answer."""

import http.client
import ssl
import sys
import time

PAUSE = 0.1  # seconds
TRUSTING = ssl._create_unverified_context()  # whether it answers is asked, not who


def answers(address: str, port: int, patience: float) -> bool:
    api = http.client.HTTPSConnection(address, port, timeout=patience, context=TRUSTING)
    try:
        api.request("GET", "/readyz")
        return api.getresponse().status > 0
    except (OSError, http.client.HTTPException):
        return False
    finally:
        api.close()


address, port, duration = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
patience = float(sys.argv[4]) if len(sys.argv) > 4 else 0.5
end = time.monotonic() + duration
good, longest, bad = time.monotonic(), 0.0, 0
while time.monotonic() < end:
    if answers(address, port, patience):
        longest, good = max(longest, time.monotonic() - good), time.monotonic()
    else:
        bad += 1
    time.sleep(PAUSE)
longest = max(longest, time.monotonic() - good)
print(f"{longest:.1f} {bad}")
