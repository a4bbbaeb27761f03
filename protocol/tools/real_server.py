"""A real jiaxind with a new school in a temporary folder, for as long as a with block lasts."""
import pathlib
import random
import signal
import subprocess
import tempfile

SETTINGS = "[sign_in]\nargon2_memory_kib = 8192\nargon2_passes = 1\n"
PORTS = range(20000, 32000)  # below those that the kernel gives to others while the server is down


class RealServer:
    """code: the administrator's; address: host:port. Ended by its process id, at the latest by __exit__."""

    def __init__(self, program, school):
        self._program, self._school = str(program), school
        self._ports = random.sample(PORTS, 20)
        self._process = None

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="jiaxin-server.")
        self.folder = pathlib.Path(self._folder.name)
        (self.folder / "jiaxind.toml").write_text(SETTINGS, encoding="utf-8")
        self._common = ["--data", str(self.folder / "data"), "--config", str(self.folder / "jiaxind.toml")]
        made = subprocess.run([self._program, "init", *self._common, "--school", self._school], check=True,
                              capture_output=True, text=True, timeout=60)
        self.code = made.stdout.strip()
        self.start()
        return self

    def start(self):
        """At first on a port that is free, after kill() on the same."""
        for port in self._ports:
            self._process = subprocess.Popen([self._program, *self._common, "--port", str(port)],
                                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            line = self._process.stdout.readline()
            if line.startswith("listening "):
                self.address, self._ports = line.split()[1], [port]
                return
            self.kill()
        raise RuntimeError("the server did not start")

    def stop(self):
        self._process.send_signal(signal.SIGTERM)

    def wait(self):
        """Its exit code."""
        code = self._process.wait(timeout=30)
        self._process.stdout.close()
        return code

    def kill(self):
        """SIGKILL: it does not know that it ends."""
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()

    def __exit__(self, *_):
        if self._process.poll() is None:
            self._process.terminate()
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            pass
        self.kill()
        self._folder.cleanup()
