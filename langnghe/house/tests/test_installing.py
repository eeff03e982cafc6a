"""The installer's guide, step by step, in a scratch folder that stands for the whole machine."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bench.private_postgres import free_port
from langnghe.house.tests.processes import ROOT, get, running, scratch_variables

GUIDE = ROOT / "docs" / "guide" / "cai-dat.md"
TRIED = re.compile(r"<!-- thử -->\n```sh\n(.*?)```", re.DOTALL)
PLACES = ("/opt/", "/etc/lang-nghe", "/etc/systemd", "/var/lib/", "/usr/local/bin")

pytestmark = [pytest.mark.once, pytest.mark.slow]


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder with a space in its name that stands for `/`, and a repository to clone from."""
    root = tmp_path / "may chu"
    (root / "etc/systemd/system").mkdir(parents=True)
    _clone(ROOT, root / "repository")
    for path in (root / "repository" / "deploy").iterdir():
        path.write_text(_moved(path.read_text(), root, quote=path.suffix != ".service"))
    subprocess.run(["git", "-C", str(root / "repository"), "commit", "-qam", "Moved"], check=True, env=_author())
    return root


def test_every_step_that_can_be_tried_works(machine: Path) -> None:
    blocks = TRIED.findall(GUIDE.read_text(encoding="utf-8"))
    assert len(blocks) >= 6
    _old_key(machine / "khoa-cu.pem")
    for block in blocks:
        if "langnghe health" in block:
            _serve_as_the_unit_says(machine, block)
        else:
            _try(machine, block)
    assert list((machine / "var/lib/lang-nghe/backups").iterdir())
    assert "BEGIN PRIVATE KEY" in (machine / "khoa.pem").read_text()
    for folder in ("lang-nghe", "lang-nghe-keys"):
        assert (machine / "var/lib" / folder).stat().st_mode & 0o077 == 0


def test_the_unit_is_one_systemd_understands(tmp_path: Path) -> None:
    """Debian's own checker, where it is there; everywhere, that the words of the unit are the ones we mean."""
    unit = (ROOT / "deploy/lang-nghe.service").read_text()
    for needed in ("NoNewPrivileges=yes", "ProtectSystem=strict", "UMask=0077", "KillMode=mixed", "serve --port 8000"):
        assert needed in unit
    checker = shutil.which("systemd-analyze")
    if checker:
        copy = tmp_path / "lang-nghe.service"
        copy.write_text(unit.replace("/opt/lang-nghe/bin/langnghe", "/bin/true"))
        said = subprocess.run([checker, "verify", str(copy)], capture_output=True, text=True, check=False)
        assert (said.returncode, said.stderr) == (0, "")


def test_the_signers_unit_has_a_user_of_its_own_and_no_network() -> None:
    unit = (ROOT / "deploy/lang-nghe-signer.service").read_text()
    for needed in ("User=langnghe-signer", "PrivateNetwork=yes", "StateDirectoryMode=0700", "signer run --home"):
        assert needed in unit
    assert "EnvironmentFile" not in unit


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_no_example_keeps_or_hands_on_addresses(name: str) -> None:
    text = (ROOT / "deploy" / name).read_text()
    lines = [line.strip() for line in text.splitlines() if not line.strip().startswith("#")]
    assert not [line for line in lines if re.search(r"\$(remote_addr|proxy_add_x_forwarded_for|http_user_agent)", line)]
    if name == "nginx.conf":
        assert lines.count("access_log off;") == lines.count("server {")


def test_the_guide_names_only_files_that_exist() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    for name in re.findall(r"/opt/lang-nghe/((?:deploy|bin)/[\w.-]+)", guide):
        assert (ROOT / name).exists(), name
    for link in re.findall(r"\]\((?!http)([^)#]+)\)", guide):
        assert (GUIDE.parent / link).exists(), link


def _try(machine: Path, block: str) -> str:
    return "".join(_try_line(machine, line) for line in block.strip().splitlines())


def _try_line(machine: Path, line: str) -> str:
    script = re.sub(r" -[og] langnghe\b", "", line.replace("sudo ", ""))
    script = script.replace("KHO", f"'{machine}/repository'")
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", _moved(script, machine, quote=True)], cwd=machine, env=_variables(machine),
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    _give_environment(machine)
    return done.stdout


def _serve_as_the_unit_says(machine: Path, block: str) -> None:
    port = free_port()
    command = [str(machine / "usr/local/bin/langnghe"), "serve", "--port", str(port)]
    with running(command, machine, **_variables(machine)) as served:
        served.wait_for("Mã thiết lập dùng một lần")
        served.wait_for("đang chạy")
        assert get(port, "/suc-khoe/")[0] in (200, 400, 503)
        served.wait_for("đang chạy")
        assert "database: answers" in _try(machine, f"{block.strip()} || true")
        assert served.interrupt() == 0


def _moved(text: str, machine: Path, *, quote: bool) -> str:
    """Every absolute place of the guide, below the folder that stands for the machine."""
    space = str(machine).replace(" ", "\\ ") if quote else str(machine)
    for place in PLACES:
        text = text.replace(place, f"{space}{place}")
    return text


def _clone(source: Path, target: Path) -> None:
    """What is tracked, as it is now, in a repository of its own."""
    listed = subprocess.run(["git", "-C", str(source), "ls-files", "-z"], capture_output=True, check=True).stdout
    for name in listed.decode().split("\0"):
        if name and (source / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source / name, target / name)
    subprocess.run(["git", "-C", str(target), "init", "-q"], check=True, capture_output=True)
    subprocess.run(["git", "-C", str(target), "add", "-A"], check=True)
    subprocess.run(["git", "-C", str(target), "commit", "-qm", "All"], check=True, env=_author())


def _author() -> dict[str, str]:
    names = {f"GIT_{who}_{what}": "test@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return dict(os.environ) | names


def _give_environment(machine: Path) -> None:
    """The packages of this checkout, so that the test needs no network; what installs them is tried by bin/run."""
    own = machine / "opt/lang-nghe/.venv"
    if own.parent.exists() and not own.exists():
        own.symlink_to(ROOT / ".venv")


def _variables(machine: Path) -> dict[str, str]:
    own = scratch_variables(machine)
    for name in ("LANGNGHE_DATA", "LANGNGHE_KEYS", "PYTHONPATH"):
        own.pop(name, None)
    return own | {"PATH": f"{machine}/usr/local/bin:{own['PATH']}", "GIT_CONFIG_GLOBAL": "/dev/null"}


def _old_key(path: Path) -> None:
    subprocess.run(["openssl", "genrsa", "-traditional", "-out", str(path), "2048"], check=True, capture_output=True)
