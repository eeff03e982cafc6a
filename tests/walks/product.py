"""An installation in a scratch folder, and what a walk asks of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.private_postgres import free_port
from langnghe.house.tests.processes import LANGNGHE, Running, run, running, scratch_variables
from langnghe.testing import prepared


@dataclass
class Product:
    """A served installation: where it answers, what its commands say."""

    folder: Path
    variables: dict[str, str]
    port: int
    private: str
    local: str
    first_steps: str
    served: Running

    @property
    def environment(self) -> dict[str, str]:
        """All variables its own processes see."""
        return scratch_variables(self.folder, **self.variables)

    def command(self, *words: str) -> str:
        """Run one of its commands; what it printed."""
        done = run(self.folder, *words, **self.variables)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def kept(self) -> bytes:
        """Every byte in its folder: database, files, and all it said."""
        return b"\n".join(path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file())


@contextmanager
def installed(folder: Path, database: str, private: str, *, bare: bool = False) -> Iterator[Product]:
    """Prepare and serve; nothing is left afterwards. A `bare` one is prepared from nothing, as by an installer."""
    if not bare:
        prepared.into(folder / "data")
    port = free_port()
    variables = {"LANGNGHE_HOSTS": f"localhost,{private}", "LANGNGHE_ADDRESS": f"http://localhost:{port}"}
    variables |= {"LANGNGHE_DATABASE": database} if database else {}
    ready = run(folder, "prepare", "--migrate", **variables)
    assert ready.returncode == 0, ready.stderr
    serve = [*LANGNGHE, "serve", "--host", "0.0.0.0", "--port", str(port), "--prepared"]
    with running(serve, folder, **variables) as served:
        served.wait_for("đang chạy")
        addresses = f"http://{private}:{port}", f"http://localhost:{port}"
        yield Product(folder, variables, port, *addresses, ready.stderr, served)
        assert "Traceback" not in served.said, served.said
