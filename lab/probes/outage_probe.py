"""outage_probe.py ADDRESS PORT SECONDS [TIMEOUT]   measures the outage of an HTTPS API.

Sends requests, each over a new connection, and prints two numbers: the longest time between two answers in seconds, and the
number of requests without an answer within TIMEOUT seconds (default 0.5). An error status such as 401 is an answer.
"""

import http.client
import ssl
import sys
import time

PAUSE = 0.1  # seconds
UNVERIFIED = ssl._create_unverified_context()  # only the presence of an answer counts


def answers(address: str, port: int, timeout: float) -> bool:
    api = http.client.HTTPSConnection(address, port, timeout=timeout, context=UNVERIFIED)
    try:
        api.request("GET", "/readyz")
        return api.getresponse().status > 0
    except (OSError, http.client.HTTPException):
        return False
    finally:
        api.close()


def main(address: str, port: int, duration: float, timeout: float) -> None:
    end = time.monotonic() + duration
    last_answer, longest, failed = time.monotonic(), 0.0, 0
    while time.monotonic() < end:
        if answers(address, port, timeout):
            longest, last_answer = max(longest, time.monotonic() - last_answer), time.monotonic()
        else:
            failed += 1
        time.sleep(PAUSE)
    longest = max(longest, time.monotonic() - last_answer)
    print(f"{longest:.1f} {failed}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4]) if len(sys.argv) > 4 else 0.5)
