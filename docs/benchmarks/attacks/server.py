"""Starts a Lutra from its jar, in a temporary folder that is deleted at the end."""
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request

from attacks.wire import Target

HOST = "127.0.0.1"
KEY = "abuse-" + "k" * 26


def java(name="java"):
    """A program of the JDK, from JAVA_HOME or the path; None if there is none."""
    home = os.environ.get("JAVA_HOME")
    beside = pathlib.Path(home, "bin", name) if home else None
    return str(beside) if beside and beside.exists() else shutil.which(name)


def collect(pid):
    """Tells a JVM to collect garbage and to return unused memory; returns whether that worked."""
    jcmd = java("jcmd")
    if not (pid and jcmd):
        return False
    try:
        return subprocess.run([jcmd, str(pid), "GC.run"], capture_output=True, timeout=60).returncode == 0
    except subprocess.TimeoutExpired:
        return False


class Server:
    """A separate Lutra. It inherits no settings of another one: no database, no key, no port."""

    def __init__(self, jar, models, command=None):
        """A command, if given, starts the server in place of that for the jar."""
        self.command = command or [
            java() or "java", "--add-modules", "jdk.incubator.vector", "-Xmx512m", "-jar", str(pathlib.Path(jar).resolve()),
        ]
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="lutra-abuse-"))
        self.models, self.temporary, self.log = self.folder / "models", self.folder / "tmp", self.folder / "log"
        self.temporary.mkdir()
        self.models.mkdir()
        for file in pathlib.Path(models).glob("*.safetensors"):
            shutil.copy(file, self.models)
        self.process = None

    def start(self, seconds=180):
        """Starts the server and waits until it is ready; returns whether it became ready."""
        with socket.socket() as free:
            free.bind((HOST, 0))
            port = free.getsockname()[1]
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "JAVA_HOME") if name in os.environ}
        environment = kept | {
            "MALLOC_ARENA_MAX": "2", "SERVER_PORT": str(port), "SERVER_ADDRESS": HOST, "LUTRA_API_KEY": KEY,
            "LUTRA_DATA": str(self.folder / "data"), "LUTRA_MODELS_PATH": str(self.models),
            # The launcher of java reads them, whatever else is in the command.
            "JDK_JAVA_OPTIONS": f"-Djava.io.tmpdir={self.temporary}",
        }
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(self.command, cwd=self.folder, env=environment, stdout=log, stderr=subprocess.STDOUT)
        self.target = Target(HOST, port, KEY, self.process.pid, self.temporary, self.log)
        until = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"http://{HOST}:{port}/readyz", timeout=5):
                    return True
            except OSError:
                time.sleep(0.1)
        return False

    def terminate(self):
        self.process.send_signal(signal.SIGTERM)

    def close(self):
        """Stops the server, by force if needed, and deletes its folder."""
        if self.process and self.process.poll() is None:
            self.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
