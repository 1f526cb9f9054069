"""A server for a test: started on a free port, asked over loopback, ended at the end."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess

PROGRAM = os.environ["STANDOFF_CLI"]
SOURCE_DIR = os.environ["STANDOFF_SOURCE_DIR"]
PATIENCE = 120  # seconds: what a busy machine may take; nothing here is measured by it


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def detail(self):
        return self.json["detail"]

    @property
    def etag(self):
        return self.headers.get("etag")


class Server:
    def __init__(self, folder, *flags, **popen):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", str(folder), "--port", "0", *flags],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **popen)
        self.said = ""
        while True:
            line = self.process.stderr.readline()
            if not line:
                raise RuntimeError(f"the server did not start: {self.said}")
            self.said += line
            if match := re.search(r"http://(\S+?):(\d+)/(\S*)", line):
                break
        self.host, self.port, self.rest = match[1], int(match[2]), match[3]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.end()
        self.process.stderr.close()

    def end(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)

    @property
    def name(self):
        return f"127.0.0.1:{self.port}"

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def ask(self, method, path, body=None, headers=None):
        """One request on a connection of its own; `body` may be bytes, or anything JSON can say."""
        headers = dict(headers or {})
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            headers.setdefault("Content-Type", "application/json")
        connection = self.connect()
        try:
            connection.request(method, path, body, headers)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def get(self, path, headers=None):
        return self.ask("GET", path, headers=headers)

    def post(self, path, body, headers=None):
        return self.ask("POST", path, body, headers)

    def raw(self, data=b""):
        """A bare connection on which `data` has been sent."""
        one = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        one.sendall(data)
        return one

    def told(self, data):
        """What comes back for these very bytes, until the server closes."""
        with self.raw(data) as one:
            return read_all(one)


def read_all(connection):
    got = b""
    try:
        while piece := connection.recv(65536):
            got += piece
    except ConnectionResetError:
        pass
    return got


def status_of(reply):
    return int(reply.split(b" ", 2)[1]) if reply.startswith(b"HTTP/1.1 ") else None


def strike():
    with open(os.path.join(SOURCE_DIR, "disputes/teaching/harbour-strike.yaml"), encoding="utf-8") as file:
        return file.read()


def reference():
    with open(os.path.join(SOURCE_DIR, "disputes/news/2025/lithuania-belarus.yaml"), encoding="utf-8") as file:
        return file.read()
