"""A real jiaxind with a new school in a temporary folder, for as long as a with block lasts."""
import pathlib
import signal
import subprocess
import tempfile

SETTINGS = "[listen]\nport = 0\n[sign_in]\nargon2_memory_kib = 8192\nargon2_passes = 1\n"


class RealServer:
    """code: the administrator's; address: host:port. Ended by its process id, at the latest by __exit__."""

    def __init__(self, program, school):
        self._program, self._school = str(program), school

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="jiaxin-tour.")
        folder = pathlib.Path(self._folder.name)
        (folder / "jiaxind.toml").write_text(SETTINGS, encoding="utf-8")
        common = ["--data", str(folder / "data"), "--config", str(folder / "jiaxind.toml")]
        made = subprocess.run([self._program, "init", *common, "--school", self._school], check=True,
                              capture_output=True, text=True, timeout=60)
        self.code = made.stdout.strip()
        self._process = subprocess.Popen([self._program, *common], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                         text=True)
        line = self._process.stdout.readline()
        if not line.startswith("listening "):
            raise RuntimeError(f"the server did not start: {line}")
        self.address = line.split()[1]
        return self

    def stop(self):
        self._process.send_signal(signal.SIGTERM)

    def __exit__(self, *_):
        if self._process.poll() is None:
            self._process.terminate()
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._folder.cleanup()
