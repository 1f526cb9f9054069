"""Who may ask the server, and what it says of what it gives."""

import os
import signal
import socket
import subprocess
import tempfile
import unittest

from running import PATIENCE, PROGRAM, Server, status_of


class Loopback(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.server = Server(cls.folder.name)

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()
        cls.folder.cleanup()

    def status(self, headers, method="GET", path="/api/about"):
        return self.server.ask(method, path, headers=headers).status

    def test_names_of_this_machine_are_answered(self):
        for host in ("127.0.0.1", "localhost", "LocalHost", "[::1]"):
            self.assertEqual(self.status({"Host": f"{host}:{self.server.port}"}), 200, host)

    def test_a_foreign_host_is_refused_whatever_is_asked(self):
        for host in ("attacker.example", f"attacker.example:{self.server.port}", "127.0.0.1", "127.0.0.1:1",
                     f"127.0.0.1.attacker.example:{self.server.port}", f"localhost.:{self.server.port}x",
                     f"user@127.0.0.1:{self.server.port}", f"[::1:{self.server.port}", "", ":", "[", "]:"):
            for path in ("/", "/api/about", "/assets/x", "/nothing"):
                self.assertEqual(self.status({"Host": host}, path=path), 403, (host, path))

    def test_a_name_made_to_point_here_gets_nothing(self):
        # DNS rebinding: the page's own name now leads to loopback, so origin and host agree.
        name = f"rebound.example:{self.server.port}"
        answer = self.server.ask("PUT", "/api/disputes/files/x.yaml", b"x",
                                 {"Host": name, "Origin": f"http://{name}", "If-None-Match": "*"})
        self.assertEqual(answer.status, 403)
        self.assertFalse(os.path.exists(os.path.join(self.folder.name, "x.yaml")))

    def test_no_host_or_two_hosts_are_refused(self):
        for lines in (b"", b"Host: %s\r\nHost: %s\r\n" % ((self.server.name.encode(),) * 2)):
            reply = self.server.told(b"GET /api/about HTTP/1.1\r\n" + lines + b"Connection: close\r\n\r\n")
            self.assertIn(status_of(reply), (400, 403))

    def test_a_foreign_origin_is_refused_and_its_own_is_not(self):
        own = self.server.name
        self.assertEqual(self.status({"Origin": f"http://{own}"}), 200)
        for origin in ("http://attacker.example", "null", f"https://{own}", f"http://{own}.attacker.example",
                       f"http://{own}/", "http://127.0.0.1", f"http://localhost:{self.server.port}", "file://"):
            for method in ("GET", "POST", "PUT", "DELETE"):
                self.assertEqual(self.status({"Origin": origin}, method), 403, (method, origin))

    def test_a_page_of_another_site_may_link_here_and_no_more(self):
        self.assertEqual(self.status({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}), 403)
        self.assertEqual(self.status({"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"}), 403)
        self.assertEqual(self.status({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, path="/"), 200)
        self.assertEqual(self.status({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, "POST"), 403)
        self.assertEqual(self.status({"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}), 200)

    def test_a_form_of_another_page_could_not_ask_a_question(self):
        # These types need no asking first (CORS): text/plain and the two of forms.
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
            answer = self.server.ask("POST", "/api/analyse", b'{"text": "x"}', {"Content-Type": kind})
            self.assertEqual(answer.status, 415, kind)

    def test_every_answer_tells_the_browser_what_it_may_do(self):
        for path in ("/", "/api/about", "/api/disputes", "/nothing", "/assets/nothing", "/%zz"):
            headers = self.server.get(path).headers
            self.assertEqual(headers["x-content-type-options"], "nosniff", path)
            self.assertEqual(headers["referrer-policy"], "no-referrer")
            self.assertEqual(headers["cross-origin-resource-policy"], "same-origin")
            self.assertEqual(headers["cross-origin-opener-policy"], "same-origin")
            policy = headers["content-security-policy"]
            for rule in ("default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"):
                self.assertIn(rule, policy)
            self.assertNotIn("unsafe", policy)
            self.assertNotIn("access-control-allow-origin", headers)
        refused = self.server.get("/", {"Host": "attacker.example"}).headers
        self.assertIn("default-src 'none'", refused["content-security-policy"])

    def test_the_page_has_a_nonce_of_its_own_each_time(self):
        policies = set()
        for _ in range(3):
            answer = self.server.get("/")
            policies.add(answer.headers["content-security-policy"])
            self.assertNotIn(b"{{nonce}}", answer.body)
        self.assertEqual(len(policies), 3)

    def test_what_is_said_of_a_path_that_is_none(self):
        self.assertEqual(self.server.get("/nothing/here").status, 404)
        answer = self.server.ask("DELETE", "/api/about")
        self.assertEqual((answer.status, answer.headers["allow"]), (405, "GET"))
        self.assertEqual(answer.headers["content-type"], "application/problem+json")

    def test_head_is_get_without_the_body(self):
        get = self.server.get("/api/about")
        head = self.server.ask("HEAD", "/api/about")
        self.assertEqual((head.status, head.body), (200, b""))
        self.assertEqual(head.headers["content-length"], str(len(get.body)))


class Token(unittest.TestCase):
    TOKEN = "a-token-nobody-guesses"

    def test_nothing_without_the_token_and_all_with_it(self):
        with tempfile.TemporaryDirectory() as folder, Server(folder, "--token", self.TOKEN) as server:
            self.assertIn(f"?token={self.TOKEN}", server.rest)
            for path in ("/", "/api/about", "/assets/x", "/?token=wrong", "/?token=", f"/api/about?token={self.TOKEN}"):
                self.assertEqual(server.get(path).status, 401, path)
            for value in (f"Bearer {self.TOKEN}x", f"Bearer {self.TOKEN[:-1]}", f"bearer {self.TOKEN}", "Bearer ", ""):
                self.assertEqual(server.get("/api/about", {"Authorization": value}).status, 401, value)
            self.assertEqual(server.get("/api/about", {"Authorization": f"Bearer {self.TOKEN}"}).status, 200)

            first = server.get(f"/?token={self.TOKEN}")
            self.assertEqual((first.status, first.headers["location"]), (303, "/"))
            cookie = first.headers["set-cookie"]
            for part in ("HttpOnly", "SameSite=Strict", "Path=/"):
                self.assertIn(part, cookie)
            sent = cookie.split(";")[0]
            self.assertEqual(server.get("/", {"Cookie": f"other=1; {sent}"}).status, 200)
            self.assertEqual(server.get("/", {"Cookie": sent + "x"}).status, 401)
            # The host is looked at first, and whoever knows the token is no exception.
            self.assertEqual(server.get("/", {"Cookie": sent, "Host": "attacker.example"}).status, 403)

    def test_an_address_that_others_reach_has_a_token_even_when_none_is_given(self):
        with tempfile.TemporaryDirectory() as folder, Server(folder, "--address", "0.0.0.0") as server:
            self.assertRegex(server.rest, r"^\?token=[0-9a-f]{32}$")
            self.assertEqual(server.get("/api/about").status, 401)
            token = server.rest.split("=")[1]
            self.assertEqual(server.get("/api/about", {"Authorization": f"Bearer {token}"}).status, 200)
            self.assertEqual(
                server.get("/api/about", {"Authorization": f"Bearer {token}", "Host": f"evil.example:{server.port}"}).status,
                403)


class Starting(unittest.TestCase):
    def run_serve(self, *arguments):
        return subprocess.run([PROGRAM, "serve", *arguments], capture_output=True, text=True, timeout=PATIENCE)

    def test_a_taken_port_that_was_asked_for_is_an_error_that_says_so(self):
        with tempfile.TemporaryDirectory() as folder, Server(folder) as server:
            second = self.run_serve(folder, "--port", str(server.port))
            self.assertEqual(second.returncode, 2)
            self.assertIn(str(server.port), second.stderr)
            self.assertIn("another program", second.stderr)

    def test_no_such_folder_address_or_token(self):
        for arguments in (("/no/such/folder",), ("--address", "example.org", "--port", "0"),
                          ("--token", "short"), ("--token", "letters that are in no header\n"),
                          ("--sources", "/no/such/folder", "--port", "0")):
            ended = self.run_serve(*arguments)
            self.assertEqual(ended.returncode, 2, ended.stderr)
            self.assertTrue(ended.stderr.startswith("standoff: "), ended.stderr)

    def test_it_ends_when_it_is_told_to(self):
        for how in (signal.SIGINT, signal.SIGTERM):
            with tempfile.TemporaryDirectory() as folder, Server(folder) as server:
                with server.raw(b"GET /api/about HTTP/1.1\r\n"):  # somebody is in the middle of a request
                    self.assertEqual(server.end(how), 0)

    def test_it_can_be_started_again_at_once_on_the_same_port(self):
        with tempfile.TemporaryDirectory() as folder:
            with Server(folder) as server:
                port = server.port
                self.assertEqual(server.get("/api/about").status, 200)
            again = subprocess.Popen([PROGRAM, "serve", folder, "--port", str(port)], stderr=subprocess.PIPE, text=True)
            try:
                self.assertIn(str(port), again.stderr.readline())
            finally:
                again.terminate()
                again.wait(PATIENCE)
                again.stderr.close()

    def test_nobody_listens_elsewhere_than_told(self):
        with tempfile.TemporaryDirectory() as folder, Server(folder) as server:
            with self.assertRaises(OSError):
                socket.create_connection(("127.0.0.2", server.port), timeout=PATIENCE).close()


if __name__ == "__main__":
    unittest.main()
