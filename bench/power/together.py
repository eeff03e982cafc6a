"""Starts several commands one after the other, each once the one before is ready: what strace follows as one.

`python -m bench.power.together JSON`: a list of {"command", "variables", "who", "said", "ready"}.
"""

import json
import signal
import subprocess
import sys
import time
from typing import Any


def main() -> int:
    """Start them all and wait to be killed."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for step in json.loads(sys.argv[1]):
        _start(step)
    signal.pause()
    return 0


def _start(step: dict[str, Any]) -> None:
    with open(step["said"], "wb") as said:
        subprocess.Popen(
            step["command"], env=step["variables"], stdout=said, stderr=said, stdin=subprocess.DEVNULL, cwd="/",
            **step["who"],
        )  # fmt: skip
    while step["ready"] and subprocess.run(step["ready"], check=False).returncode:
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main())
