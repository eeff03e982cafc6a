"""What a power loss leaves: the served product recorded by strace, its disk rebuilt as of any moment, and judged."""
