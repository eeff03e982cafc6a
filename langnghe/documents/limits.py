"""What the child that sets papers and the process that starts it agree on. Imports nothing of ours."""

DONE, BROKEN, TOO_HEAVY = 0, 4, 7
MEMORY_BYTES = 3 * 1024**3
RESULT_BYTES = 256 * 1024**2
CPU_SECONDS = 60
WALL_SECONDS = 90.0
