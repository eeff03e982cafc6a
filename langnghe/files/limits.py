"""What the child that decodes pictures and the process that starts it agree on. Imports nothing of ours."""

import struct

# What a result begins with: width, height, bytes of the picture, bytes of its small version.
HEAD = struct.Struct(">IIII")
# How the child ends.
DONE, NO_PHOTO, BROKEN, TOO_MANY_PIXELS, NO_HEIC, TOO_HEAVY = 0, 3, 4, 5, 6, 7

SIDE, SMALL_SIDE = 2048, 480
MOST_PIXELS = 40_000_000
# A JPEG is decoded at a half, a quarter or an eighth; a progressive one keeps all its coefficients in memory.
MOST_PIXELS_JPEG = 130_000_000
MOST_PIXELS_PROGRESSIVE = 60_000_000
MEMORY_BYTES = 768 * 1024**2
RESULT_BYTES = 16 * 1024**2
CPU_SECONDS = 10
WALL_SECONDS = 30.0
