"""The server under test: one process for the whole run, ended by the end of its standard input."""

import atexit
import os
import subprocess


class EchoServer:
    def __init__(self):
        program = os.environ["JIAXIN_ECHO_SERVER"]
        self._process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.port = int(self._process.stdout.readline())

    def runs(self):
        return self._process.poll() is None

    def end(self):
        """Its exit status; a server that does not end within the limit is a failure."""
        self._process.stdin.close()
        try:
            return self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise
        finally:
            self._process.stdout.close()


_shared = None


def shared():
    """Started by whoever asks first; the run fails if it does not end well."""
    global _shared
    if _shared is None:
        _shared = EchoServer()
        atexit.register(_end_shared)
    return _shared


def _end_shared():
    status = _shared.end()
    if status != 0:
        print(f"the echo server ended with {status}", flush=True)
        os._exit(1)
