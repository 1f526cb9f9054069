"""Nothing that somebody wrote is lost: versions, races, full disks, a server that is killed."""

import concurrent.futures
import fcntl
import hashlib
import http.client
import os
import resource
import signal
import stat
import tempfile
import threading
import time
import unittest
import urllib.parse

from running import Server, strike


def etag_of(data):
    return '"' + hashlib.sha256(data).hexdigest() + '"'


class Saving(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = self.temporary.name
        self.server = Server(self.folder)

    def tearDown(self):
        self.server.__exit__()
        self.temporary.cleanup()

    def path(self, name):
        return os.path.join(self.folder, name)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def write(self, name, data):
        with open(self.path(name), "wb") as file:
            file.write(data)

    def put(self, name, data, **headers):
        return self.server.ask("PUT", f"/api/disputes/files/{name}", data,
                               {name.replace("_", "-"): value for name, value in headers.items()})

    def new(self, name, data):
        return self.put(name, data, If_None_Match="*")

    def left_over(self):
        saving = self.path(".standoff/saving")
        return os.listdir(saving) if os.path.isdir(saving) else []

    def test_a_new_file_then_an_edit_then_a_stale_edit(self):
        first = self.new("sub/deep/strike.yaml", b"one")
        self.assertEqual((first.status, first.etag, first.json["etag"]), (201, etag_of(b"one"), etag_of(b"one").strip('"')))
        self.assertEqual(self.read("sub/deep/strike.yaml"), b"one")
        got = self.server.get("/api/disputes/files/sub/deep/strike.yaml")
        self.assertEqual((got.body, got.etag), (b"one", etag_of(b"one")))
        self.assertEqual(got.headers["content-type"], "text/plain; charset=utf-8")
        self.assertEqual(self.server.get("/api/disputes/files/sub/deep/strike.yaml", {"If-None-Match": got.etag}).status, 304)

        edit = self.put("sub/deep/strike.yaml", b"two", If_Match=first.etag)
        self.assertEqual((edit.status, edit.etag), (200, etag_of(b"two")))
        stale = self.put("sub/deep/strike.yaml", b"three", If_Match=first.etag)
        self.assertEqual((stale.status, stale.json["etag"]), (412, edit.etag.strip('"')))
        self.assertEqual(self.read("sub/deep/strike.yaml"), b"two")
        self.assertEqual(self.left_over(), [])

    def test_nothing_is_written_over_a_version_that_was_not_seen(self):
        self.write("a.yaml", b"theirs")
        self.assertEqual(self.put("a.yaml", b"mine").status, 428)
        self.assertEqual(self.new("a.yaml", b"mine").status, 412)
        self.assertEqual(self.put("a.yaml", b"mine", If_Match=etag_of(b"other")).status, 412)
        self.assertEqual(self.put("a.yaml", b"mine", If_Match=etag_of(b"theirs"), If_None_Match="*").status, 428)
        for value in ("*", etag_of(b"theirs").strip('"'), "W/" + etag_of(b"theirs"), '"', ""):
            self.assertIn(self.put("a.yaml", b"mine", If_Match=value).status, (400, 412, 428), value)
        self.assertEqual(self.put("gone.yaml", b"mine", If_Match=etag_of(b"x")).status, 412)
        self.assertIsNone(self.put("gone.yaml", b"mine", If_Match=etag_of(b"x")).json["etag"])
        self.assertEqual(self.read("a.yaml"), b"theirs")
        self.assertFalse(os.path.exists(self.path("gone.yaml")))

    def test_cases_are_not_written(self):
        answer = self.server.ask("PUT", "/api/disputes/cases/chicken", b"x", {"If-None-Match": "*"})
        self.assertEqual(answer.status, 405)

    def test_a_file_keeps_its_permissions(self):
        self.write("a.yaml", b"one")
        os.chmod(self.path("a.yaml"), 0o640)
        self.assertEqual(self.put("a.yaml", b"two", If_Match=etag_of(b"one")).status, 200)
        self.assertEqual(stat.S_IMODE(os.stat(self.path("a.yaml")).st_mode), 0o640)

    def test_an_edit_of_somebody_elses_meanwhile_is_seen(self):
        self.assertEqual(self.new("a.yaml", b"one").status, 201)
        self.write("a.yaml", b"pulled")  # as a git pull would
        answer = self.put("a.yaml", b"two", If_Match=etag_of(b"one"))
        self.assertEqual((answer.status, answer.json["etag"]), (412, etag_of(b"pulled").strip('"')))
        self.assertEqual(self.read("a.yaml"), b"pulled")

    def test_of_two_writers_one_wins_each_time_and_the_other_is_told(self):
        self.assertEqual(self.new("a.yaml", b"start").status, 201)
        version, seen = etag_of(b"start"), [b"start"]
        for turn in range(20):
            barrier = threading.Barrier(4)

            def write(k):
                data = b"%d of %d" % (k, turn)
                barrier.wait(60)
                return data, self.put("a.yaml", data, If_Match=version)

            with concurrent.futures.ThreadPoolExecutor(4) as pool:
                ended = list(pool.map(write, range(4)))
            winners = [data for data, answer in ended if answer.status == 200]
            self.assertEqual(len(winners), 1, [answer.status for _, answer in ended])
            self.assertEqual(sorted(answer.status for _, answer in ended), [200, 412, 412, 412])
            self.assertEqual(self.read("a.yaml"), winners[0])
            version = etag_of(winners[0])
            seen += winners
        self.assertEqual(len(set(seen)), 21)

    def test_of_many_that_make_the_same_file_one_does(self):
        for turn in range(10):
            with concurrent.futures.ThreadPoolExecutor(8) as pool:
                ended = list(pool.map(lambda k: self.new(f"new{turn}.yaml", b"%d" % k).status, range(8)))
            self.assertEqual(sorted(ended), [201] + [412] * 7)

    def test_a_writer_that_knows_nothing_of_the_server_loses_nothing(self):
        """Somebody renames a whole file into place, as editors and git do, while the server saves. Whichever came
        first, theirs is in the file in the end: it came last, or the save was told that it had seen another one."""
        self.write("a.yaml", b"start")
        ended = []
        for turn in range(300):
            seen = self.server.get("/api/disputes/files/a.yaml").etag
            theirs = b"theirs %d" % turn
            self.write("meddling.tmp", theirs)
            begun = threading.Event()

            def save(turn=turn, seen=seen, begun=begun):
                begun.set()
                ended.append(self.put("a.yaml", b"ours %d" % turn, If_Match=seen).status)

            thread = threading.Thread(target=save)
            thread.start()
            begun.wait()
            time.sleep(turn % 30 * .0001)
            os.rename(self.path("meddling.tmp"), self.path("a.yaml"))
            thread.join()
            self.assertEqual(self.read("a.yaml"), theirs, (turn, ended[-1]))
        self.assertEqual(set(ended), {200, 412}, "the two never met; the test shows nothing")
        self.assertEqual(self.left_over(), [])

    def test_the_list_follows_the_folder(self):
        self.assertEqual(self.new("b.yaml", strike().encode()).status, 201)
        self.assertEqual(self.new("a/broken.yaml", b"standoff: 1\ntitle: [\n").status, 201)
        self.write("other.yaml", b"services: {web: {image: x}}\n")  # another program's
        listed = self.server.get("/api/disputes").json["disputes"]
        self.assertEqual(listed[0]["id"], "cases/lithuania-belarus")
        files = {one["id"]: one for one in listed if one["origin"] == "file"}
        self.assertEqual(list(files), ["files/a/broken.yaml", "files/b.yaml"])
        self.assertEqual((files["files/b.yaml"]["valid"], files["files/b.yaml"]["title"]), (True, "A harbour strike"))
        self.assertFalse(files["files/a/broken.yaml"]["valid"])
        self.assertEqual('"' + files["files/b.yaml"]["etag"] + '"', etag_of(strike().encode()))
        os.remove(self.path("b.yaml"))
        self.assertNotIn("files/b.yaml", [one["id"] for one in self.server.get("/api/disputes").json["disputes"]])
        for one in listed:
            got = self.server.get("/api/disputes/" + one["id"])
            if one["id"] != "files/b.yaml":
                self.assertEqual((got.status, got.etag.strip('"'), len(got.body)), (200, one["etag"], one["bytes"]))

    def test_drafts_are_kept_and_forgotten(self):
        for name in ("cases/chicken", "files/sub/strike.yaml", "new/1", "files/šiaurė 1.yaml"):
            place = "/api/drafts/" + urllib.parse.quote(name)
            self.assertEqual(self.server.get(place).status, 204)
            draft = {"text": "typed ąč", "base": None, "saved": "2026-01-01T00:00:00Z"}
            self.assertEqual(self.server.ask("PUT", place, draft).status, 204)
            kept = self.server.get(place).json
            self.assertEqual({key: kept[key] for key in draft}, draft)
            self.assertEqual(kept["id"], name)
            self.assertEqual(self.server.ask("PUT", place, {"text": "more", "base": "e"}).status, 204)
            self.assertEqual(self.server.get(place).json["text"], "more")
            self.assertEqual(self.server.ask("DELETE", place).status, 204)
            self.assertEqual(self.server.get(place).status, 204)
            self.assertEqual(self.server.ask("DELETE", place).status, 204)
        self.assertEqual(self.server.ask("PUT", "/api/drafts/elsewhere", {"text": "x"}).status, 404)
        self.assertEqual(self.server.ask("PUT", "/api/drafts/new/1", {"base": "x"}).status, 400)
        self.assertEqual(os.listdir(self.path(".standoff/drafts")), [])
        self.assertEqual(self.read(".standoff/.gitignore"), b"*\n")
        self.assertEqual(self.left_over(), [])

    def test_a_draft_outlives_the_server(self):
        self.assertEqual(self.server.ask("PUT", "/api/drafts/files/a.yaml", {"text": "typed"}).status, 204)
        self.server.end(signal.SIGKILL)
        with Server(self.folder) as again:
            self.assertEqual(again.get("/api/drafts/files/a.yaml").json["text"], "typed")


class ReadOnly(unittest.TestCase):
    def test_nothing_is_written(self):
        with tempfile.TemporaryDirectory() as folder, Server(folder, "--read-only") as server:
            self.assertFalse(server.get("/api/about").json["writable"])
            self.assertEqual(server.ask("PUT", "/api/disputes/files/a.yaml", b"x", {"If-None-Match": "*"}).status, 403)
            self.assertEqual(server.ask("PUT", "/api/drafts/files/a.yaml", {"text": "x"}).status, 403)
            self.assertEqual(server.ask("DELETE", "/api/drafts/files/a.yaml").status, 403)
            self.assertEqual(os.listdir(folder), [])


class Killed(unittest.TestCase):
    def test_a_save_is_whole_or_not_at_all(self):
        """The server is killed in the middle of saves, again and again; the file is always one that was sent."""
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "a.yaml")
            old = b"0" * 300_000
            with open(path, "wb") as file:
                file.write(old)
            sent = {old}
            for turn in range(25):
                server = Server(folder)
                saving = os.path.join(folder, ".standoff/saving")
                self.assertEqual(os.listdir(saving) if os.path.isdir(saving) else [], [], "the last one's leavings")
                with open(path, "rb") as file:
                    version = etag_of(file.read())
                acknowledged = []

                def writer(start=version, turn=turn, server=server, acknowledged=acknowledged):
                    version = start
                    for k in range(1000):
                        data = b"%d %d " % (turn, k) * (20_000 + 1000 * turn)
                        sent.add(data)
                        try:
                            answer = server.ask("PUT", "/api/disputes/files/a.yaml", data, {"If-Match": version})
                        except (OSError, http.client.HTTPException):  # it was killed
                            return
                        if answer.status != 200:
                            return
                        version = answer.etag
                        acknowledged.append(data)

                thread = threading.Thread(target=writer)
                thread.start()
                time.sleep(.004 * (turn % 9) + .02)
                server.end(signal.SIGKILL)
                thread.join()
                server.process.stderr.close()
                with open(path, "rb") as file:
                    found = file.read()
                self.assertIn(found, sent, "neither the old one nor a new one, but something between")
                if acknowledged:
                    # What was answered with 200 is there, unless the next save was already done as well.
                    self.assertGreaterEqual(int(found.split(b" ")[1]), int(acknowledged[-1].split(b" ")[1]))
            self.assertGreater(len(sent), 25)


class TwoServers(unittest.TestCase):
    """The folder of files being written is locked by who writes, and tidied by who starts only when nobody does."""

    def test_who_starts_tidies_up_after_the_dead_and_not_after_the_living(self):
        with tempfile.TemporaryDirectory() as folder:
            saving = os.path.join(folder, ".standoff/saving")
            os.makedirs(saving)
            with open(os.path.join(saving, "new-0123456789abcdef"), "wb") as file:
                file.write(b"half")
            living = os.open(saving, os.O_RDONLY | os.O_DIRECTORY)
            fcntl.flock(living, fcntl.LOCK_SH)
            with Server(folder):
                self.assertEqual(os.listdir(saving), ["new-0123456789abcdef"])
            os.close(living)
            with Server(folder):
                self.assertEqual(os.listdir(saving), [])

    def test_a_save_waits_for_who_tidies(self):
        with tempfile.TemporaryDirectory() as folder, Server(folder) as server:
            saving = os.path.join(folder, ".standoff/saving")
            os.makedirs(saving, exist_ok=True)
            tidying = os.open(saving, os.O_RDONLY | os.O_DIRECTORY)
            fcntl.flock(tidying, fcntl.LOCK_EX)
            made = []
            writer = threading.Thread(target=lambda: made.append(
                server.ask("PUT", "/api/disputes/files/a.yaml", b"one", {"If-None-Match": "*"}).status))
            writer.start()
            writer.join(.5)
            self.assertFalse(os.path.exists(os.path.join(folder, "a.yaml")))
            os.close(tidying)
            writer.join()
            self.assertEqual(made, [201])


class DiskFull(unittest.TestCase):
    def test_a_save_that_does_not_fit_changes_nothing(self):
        # No file of this process may be longer than this: to a save it is like a full disk.
        def small():
            resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

        with tempfile.TemporaryDirectory() as folder, Server(folder, preexec_fn=small) as server:
            first = server.ask("PUT", "/api/disputes/files/a.yaml", b"fits", {"If-None-Match": "*"})
            self.assertEqual(first.status, 201)
            for _ in range(3):
                answer = server.ask("PUT", "/api/disputes/files/a.yaml", b"x" * 100_000, {"If-Match": first.etag})
                self.assertEqual(answer.status, 507)
                self.assertIn("nothing was written", answer.detail)
            self.assertEqual(server.ask("PUT", "/api/drafts/files/a.yaml", {"text": "x" * 100_000}).status, 507)
            with open(os.path.join(folder, "a.yaml"), "rb") as file:
                self.assertEqual(file.read(), b"fits")
            self.assertEqual(os.listdir(os.path.join(folder, ".standoff/saving")), [])
            again = server.ask("PUT", "/api/disputes/files/a.yaml", b"fits again", {"If-Match": first.etag})
            self.assertEqual(again.status, 200)


if __name__ == "__main__":
    unittest.main()
