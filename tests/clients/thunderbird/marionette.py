"""A small client of Marionette, the remote control that Thunderbird has built in.

Length, colon, JSON; a command is [0, id, name, parameters], an answer [1, id, error, result].
"""

from __future__ import annotations

import json
import socket
import time
from typing import Any


class Marionette:
    """A session in the context of the program itself, not of a page."""

    def __init__(self, port: int, patience: float = 60) -> None:
        self.number = 0
        self.socket = self._connected(port, time.monotonic() + patience)
        self._read()  # the greeting
        self.call("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {}}})
        self.call("Marionette:SetContext", {"value": "chrome"})
        self.call("WebDriver:SetTimeouts", {"script": 60_000})

    def _connected(self, port: int, end: float) -> socket.socket:
        while True:
            try:
                return socket.create_connection(("127.0.0.1", port), timeout=90)
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)

    def call(self, name: str, params: dict[str, Any]) -> Any:
        self.number += 1
        data = json.dumps([0, self.number, name, params]).encode()
        self.socket.sendall(str(len(data)).encode() + b":" + data)
        _, _, error, result = self._read()
        if error:
            raise AssertionError(f"{name}: {error.get('message')}")
        return result

    def script(self, source: str, *arguments: Any) -> Any:
        """Run a script; what it returns, or promises, comes back."""
        wrapped = f"""
            const given = Array.from(arguments), done = given.pop();
            (async (...args) => {{ {source} }})(...given).then(
              value => done({{value}}), error => done({{error: String(error) + error.stack}}));
        """
        params = {"script": wrapped, "args": list(arguments), "sandbox": "system", "newSandbox": False}
        found = self.call("WebDriver:ExecuteAsyncScript", params)["value"]
        if found.get("error"):
            raise AssertionError(found["error"])
        return found.get("value")

    def _read(self) -> Any:
        head = b""
        while not head.endswith(b":"):
            head += self._some(1)
        size, data = int(head[:-1]), b""
        while len(data) < size:
            data += self._some(size - len(data))
        return json.loads(data)

    def _some(self, size: int) -> bytes:
        piece = self.socket.recv(size)
        if not piece:
            raise AssertionError("Thunderbird is gone")
        return piece

    def close(self) -> None:
        self.socket.close()
