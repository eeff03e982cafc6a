"""Runs each step of bin/check, says what it took and which failed."""

import subprocess
import sys
import time

PYTHON = sys.executable
STEPS = {
    "style": [PYTHON, "-m", "ruff", "check", "--quiet", "."],
    "layout": [PYTHON, "-m", "ruff", "format", "--quiet", "--check", "."],
    "types": [PYTHON, "-m", "mypy", "--no-error-summary"],
    "house rules": [PYTHON, "-m", "pytest", "tests/house", "-m", "not slow and not alone"],
}
NOTHING_COLLECTED = 5


def main() -> int:
    """Run all steps, or without the house rules when the suite runs them anyway; 1 when one failed."""
    steps = [name for name in STEPS if name != "house rules" or "--without-tests" not in sys.argv]
    failed = [name for name in steps if not passes(name)]
    print(f"check: {', '.join(failed)} failed" if failed else "check: all well")
    return 1 if failed else 0


def passes(name: str) -> bool:
    """Run one step; its output is shown only when it fails."""
    began = time.perf_counter()
    done = subprocess.run(STEPS[name], capture_output=True, text=True, check=False)
    well = done.returncode in (0, NOTHING_COLLECTED)
    print(f"{'ok  ' if well else 'FAIL'} {name:12} {time.perf_counter() - began:5.1f} s", flush=True)
    if not well:
        print(done.stdout + done.stderr, flush=True)
    return well


if __name__ == "__main__":
    sys.exit(main())
