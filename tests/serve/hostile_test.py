"""Clients that mean harm, or know no better: malformed, oversized, slow, many, and leading out of the folder."""

import concurrent.futures
import json
import os
import socket
import tempfile
import threading
import unittest

from running import PATIENCE, Server, read_all, status_of, strike

HEADER_LIMIT = 16 << 10
BODY_LIMIT = 8 << 20


class Hostile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.outer = tempfile.TemporaryDirectory()
        cls.folder = os.path.join(cls.outer.name, "disputes")
        os.makedirs(os.path.join(cls.folder, "sub"))
        with open(os.path.join(cls.outer.name, "secret.yaml"), "w") as file:
            file.write("secret")
        with open(os.path.join(cls.folder, ".hidden.yaml"), "w") as file:
            file.write("secret")
        with open(os.path.join(cls.folder, "sub/strike.yaml"), "w") as file:
            file.write(strike())
        os.symlink(os.path.join(cls.outer.name, "secret.yaml"), os.path.join(cls.folder, "link.yaml"))
        os.symlink(cls.outer.name, os.path.join(cls.folder, "out"))
        os.mkfifo(os.path.join(cls.folder, "pipe.yaml"))
        cls.server = Server(cls.folder)
        cls.host = b"Host: " + cls.server.name.encode() + b"\r\n"

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()
        cls.outer.cleanup()

    def tearDown(self):
        self.assertIsNone(self.server.process.poll(), "the server ended")
        self.assertEqual(self.server.get("/api/about").status, 200)

    # --- malformed

    def test_what_is_no_http_is_told_so(self):
        for data in (b"hello\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost 127.0.0.1\r\n\r\n", b"GET / HTTP/1.1\r\n" + self.host + b"Content-Length: -1\r\n\r\n",
                     b"GET / HTTP/1.1\r\n" + self.host + b"Content-Length: 99999999999999999999999\r\n\r\n",
                     b"GET / HTTP/1.1\r\n" + self.host + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                     b"GET / HTTP/1.1\r\n" + self.host + b"X: a\x00b\r\n\r\n", b"G\x00T / HTTP/1.1\r\n\r\n"):
            self.assertIn(status_of(self.server.told(data)), (400, 403, 413), data)

    def test_two_lengths_smuggle_nothing(self):
        for extra in (b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                      b"Transfer-Encoding: chunked, identity\r\n", b"Transfer-Encoding: xchunked\r\n"):
            reply = self.server.told(b"POST /api/analyse HTTP/1.1\r\n" + self.host + extra +
                                     b"Content-Type: application/json\r\n\r\n0\r\n\r\nGET /api/about HTTP/1.1\r\n" + self.host + b"\r\n")
            self.assertIn(status_of(reply), (400, 411), extra)
            self.assertEqual(reply.count(b"HTTP/1.1 "), 1, extra)

    def test_a_body_comes_with_its_length(self):
        reply = self.server.told(b"POST /api/analyse HTTP/1.1\r\n" + self.host +
                                 b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n")
        self.assertEqual(status_of(reply), 411)

    def test_bodies_that_are_no_question(self):
        for body, status in ((b"", 400), (b"{", 400), (b"[]", 400), (b'"x"', 400), (b"null", 400), (b"{}", 400), (b'{"text": 5}', 400),
                             (b'{"text": null}', 400), (b'{"text": "x", "limit": -1}', 400), (b'{"text": "x", "limit": 1e400}', 400),
                             (b'{"text": "x", "limit": 1.5}', 400), (b'{"text": "x", "figures": [1]}', 400),
                             (b"[" * 200000, 400), (b'{"text": ' + b"[" * 200000, 400), (b'{"a":' * 1000 + b"1" + b"}" * 1000, 400),
                             (b'{"text": "\xff"}', 400), (b"\xef\xbb\xbf{}", 400)):
            answer = self.server.ask("POST", "/api/analyse", body, {"Content-Type": "application/json"})
            self.assertEqual(answer.status, status, body[:80])
            self.assertEqual(answer.json["status"], status)

    def test_unknown_members_are_told_with_the_nearest(self):
        self.assertIn('did you mean "text"?', self.server.post("/api/analyse", {"txt": "x"}).detail)
        self.assertIn('did you mean "concept"?', self.server.post("/api/questions/why", {"text": strike(), "concpet": "seq"}).detail)
        self.assertIn('did you mean "why"?', self.server.post("/api/questions/wyh", {"text": strike()}).detail)
        self.assertIn('did you mean "nash"?', self.server.post("/api/analyse", {"text": strike(), "concepts": ["nahs"]}).detail)

    # --- oversized

    def test_a_header_without_end(self):
        reply = self.server.told(b"GET / HTTP/1.1\r\n" + self.host + b"X-Long: " + b"a" * (4 * HEADER_LIMIT))
        self.assertEqual(status_of(reply), 431)
        reply = self.server.told(b"GET /" + b"a" * (4 * HEADER_LIMIT))
        self.assertIn(status_of(reply), (400, 431))
        reply = self.server.told(b"GET / HTTP/1.1\r\n" + self.host + b"A: b\r\n" * 4000 + b"\r\n")
        self.assertEqual(status_of(reply), 431)

    def test_a_body_too_long_is_refused_before_it_is_sent(self):
        with self.server.raw(b"POST /api/analyse HTTP/1.1\r\n" + self.host +
                             b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % (BODY_LIMIT + 1)) as one:
            self.assertEqual(status_of(read_all(one)), 413)

    def test_the_longest_body_is_taken(self):
        text = "standoff: 1\n# " + "a" * (BODY_LIMIT - 100)
        answer = self.server.post("/api/analyse", {"text": text})
        self.assertEqual(answer.status, 200)
        self.assertFalse(answer.json["valid"])

    def test_who_asks_first_whether_to_send_is_told_yes_or_no(self):
        body = json.dumps({"text": "x"}).encode()
        head = (b"POST /api/analyse HTTP/1.1\r\n" + self.host + b"Content-Type: application/json\r\nExpect: 100-continue\r\n"
                b"Connection: close\r\nContent-Length: ")
        with self.server.raw(head + b"%d\r\n\r\n" % len(body)) as one:
            self.assertTrue(one.recv(1000).startswith(b"HTTP/1.1 100 "))
            one.sendall(body)
            self.assertEqual(status_of(read_all(one)), 200)
        with self.server.raw(head.replace(self.host, b"Host: evil.example\r\n") + b"%d\r\n\r\n" % len(body)) as one:
            self.assertEqual(status_of(read_all(one)), 403)

    # --- leading out of the folder

    def test_no_name_leads_out_of_the_folder(self):
        names = ["../secret.yaml", "..%2fsecret.yaml", "%2e%2e/secret.yaml", "%2e%2e%2fsecret.yaml", "sub/../../secret.yaml",
                 "sub/%2e%2e/%2e%2e/secret.yaml", "..%5csecret.yaml", "..\\secret.yaml", "/etc/passwd", "%2fetc%2fpasswd",
                 "//etc/passwd", ".hidden.yaml", "%2ehidden.yaml", "link.yaml", "out/secret.yaml", "out/disputes/sub/strike.yaml",
                 "sub", "sub/", "pipe.yaml", "sub/strike.yaml%00.yaml", "sub/strike.yaml%00", "%00", "sub//strike.yaml",
                 "./sub/strike.yaml", "sub/strike.yaml/", "sub/strike.yaml/.", "a" * 300 + ".yaml", "a/" * 600 + "b.yaml",
                 "..%c0%af..%c0%afsecret.yaml", "%c0%ae%c0%ae/secret.yaml", "..%252fsecret.yaml", "C:secret.yaml", "%0a.yaml",
                 "secret.yaml%", "%zz.yaml", "", "%ff.yaml", ".standoff/drafts/x.yaml"]
        for name in names:
            for path in (f"/api/disputes/files/{name}", f"/assets/{name}", f"/{name}"):
                if path == "/":
                    continue
                answer = self.server.get(path)
                self.assertIn(answer.status, (400, 404), path)
                self.assertNotIn(b"secret\n", answer.body)
                self.assertNotIn(b"root:", answer.body)
            answer = self.server.ask("PUT", f"/api/disputes/files/{name}", b"mine", {"If-None-Match": "*"})
            self.assertIn(answer.status, (400, 403, 404, 405, 412), name)
            with open(os.path.join(self.outer.name, "secret.yaml")) as file:
                self.assertEqual(file.read(), "secret")
        self.assertEqual(sorted(os.listdir(self.outer.name)), ["disputes", "secret.yaml"])
        self.assertEqual(sorted(os.listdir(self.folder)), sorted([".hidden.yaml", "link.yaml", "out", "pipe.yaml", "sub"] +
                         ([".standoff"] if os.path.exists(os.path.join(self.folder, ".standoff")) else [])))

    def test_the_list_shows_no_links_and_nothing_hidden(self):
        ids = [one["id"] for one in self.server.get("/api/disputes").json["disputes"] if one["origin"] == "file"]
        self.assertEqual(ids, ["files/sub/strike.yaml"])

    def test_questions_open_no_files(self):
        secret = os.path.join(self.outer.name, "secret.yaml")
        for body in ({"text": strike(), "name": secret}, {"text": strike(), "name": "--sources=" + self.outer.name}):
            answer = self.server.post("/api/questions/check", body)
            self.assertEqual(answer.status, 200)
            self.assertNotIn(b"secret", answer.body.replace(secret.encode(), b""))
        for verb, body in (("levers", {"target": "settled", "write": "/tmp/x"}), ("check", {"sources": "/"}),
                           ("convert", {"to": "gmcr", "out": "/tmp/x"}), ("solve", {}), ("new", {}), ("cases", {}), ("family", {}),
                           ("serve", {}), ("levers", {"target": "--write=/tmp/x"}), ("deals", {"group": ["--help"]}),
                           ("deals", {"group": ["-h"]}), ("why", {"json": True}), ("report", {"sources": "/"}),
                           ("report", {"out": "/tmp/x"}), ("robust", {"threads": 4})):
            answer = self.server.post(f"/api/questions/{verb}", {"text": strike(), **body})
            self.assertIn(answer.status, (400, 404), (verb, body))
        # A value is a value, whatever it looks like.
        answer = self.server.post("/api/questions/why", {"text": strike(), "state": "--version"})
        self.assertEqual(answer.status, 400)
        self.assertIn("--version", answer.detail)

    # --- slow and many

    def test_slow_clients_keep_nobody_waiting(self):
        slow = []
        try:
            for k in range(200):
                kind = k % 4
                if kind == 0:  # nothing at all
                    data = b""
                elif kind == 1:  # a header that never ends
                    data = b"GET / HTTP/1.1\r\nX-Slow: "
                elif kind == 2:  # a body that never comes
                    data = b"POST /api/analyse HTTP/1.1\r\n" + self.host + b"Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
                else:  # questions whose answers are never read
                    data = (b"GET /api/openapi.json HTTP/1.1\r\n" + self.host + b"\r\n") * 100
                slow.append(self.server.raw(data))
            for _ in range(20):
                self.assertEqual(self.server.get("/").status, 200)
            self.assertEqual(self.server.post("/api/analyse", {"text": strike()}).status, 200)
        finally:
            for one in slow:
                one.close()

    def test_two_hundred_clients_at_once_are_all_answered(self):
        start = threading.Barrier(200)

        def one(k):
            body = {"text": strike() + f"\n# {k}\n"}
            start.wait(PATIENCE)
            answer = self.server.post("/api/analyse", body)
            return answer.status, answer.json.get("sha256")

        with concurrent.futures.ThreadPoolExecutor(200) as pool:
            answers = list(pool.map(one, range(200)))
        # Each got an answer to its own question; too many at once may be told so.
        self.assertTrue(all(status in (200, 503) for status, _ in answers), answers)
        right = [sha for status, sha in answers if status == 200]
        self.assertGreater(len(right), 100)
        self.assertEqual(len(set(right)), len(right))

    def test_many_questions_on_one_connection_are_answered_in_order(self):
        count = 50
        asked = b"".join(b"GET /api/disputes/nothing/%d HTTP/1.1\r\n" % k + self.host + b"\r\n" for k in range(count))
        reply = self.server.told(asked + b"GET /api/about HTTP/1.1\r\n" + self.host + b"Connection: close\r\n\r\n")
        self.assertEqual(reply.count(b"HTTP/1.1 404 "), count)
        places = [reply.index(b"nothing/%d\\\"" % k) for k in range(count)]
        self.assertEqual(places, sorted(places))

    def test_who_leaves_wants_no_answer(self):
        body = json.dumps({"text": strike()}).encode()
        for _ in range(50):
            self.server.raw(b"POST /api/analyse HTTP/1.1\r\n" + self.host +
                            b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body).close()
        for cut in (1, 20, 60, 120):
            one = self.server.raw((b"POST /api/analyse HTTP/1.1\r\n" + self.host + b"Content-Length: 10\r\n\r\n0123")[:cut])
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
            one.close()


if __name__ == "__main__":
    unittest.main()
