"""Questions over HTTP: what may be asked, that the answers are the verbs' own, and questions that take long."""

import json
import os
import re
import subprocess
import tempfile
import time
import unittest

from running import PATIENCE, PROGRAM, SOURCE_DIR, Server, reference, strike

# Flags that no request can set, and why. A flag that is neither here nor allowed by the server fails the test:
# somebody has to decide.
NEVER = {
    "--help": "for people at a terminal",
    "--json": "the answer has both",
    "--write": "writes a file",
    "--plan": "goes with --write",
    "--out": "writes a file",
    "--sources": "reads files; `evidence` shows them",
    "--source": "reads a file; `locate` asks the server's sources",
    "--threads": "the server decides",
    "--stats": "for people at a terminal",
    "--memory": "the server decides",
    "--engine": "the server decides",
}
# What a verb takes without a flag.
POSITIONALS = {"deals": {"group"}, "levers": {"target"}, "figure": {"kind"}}
# Verbs that are no questions.
ELSEWHERE = {
    "new": "writes a file", "solve": "is in /api/analyse", "cases": "is /api/disputes", "concepts": "is in /api/about",
    "family": "for measurements", "serve": "is this", "locate": "is asked of the server's sources",
}


def run(*arguments, stdin=""):
    return subprocess.run([PROGRAM, *arguments], input=stdin, capture_output=True, text=True, timeout=PATIENCE)


def verbs():
    listed = run("--help").stdout.split("Subcommands:")[1].split("\n\n")[0]
    return set(re.findall(r"^  (\w+)", listed, re.M))


def flags(verb):
    return {"--" + name for name in re.findall(r"(?:^  |,)--([a-z][a-z-]*)", run(verb, "--help").stdout, re.M)}


class Questions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        sources = os.path.join(SOURCE_DIR, "disputes/teaching/sources")
        cls.server = Server(cls.folder.name, "--sources", sources)
        cls.api = cls.server.get("/api/openapi.json").json

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()
        cls.folder.cleanup()

    def ask(self, verb, **body):
        answer = self.server.post(f"/api/questions/{verb}", body)
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual((answer.json["format"], answer.json["verb"]), ("standoff.answer/1", verb))
        return answer.json

    def test_somebody_decided_of_every_flag_of_every_verb(self):
        asked = {name[4:]: set(schema["properties"]) for name, schema in self.api["components"]["schemas"].items()
                 if name.startswith("ask-") and name not in ("ask-evidence", "ask-locate")}
        self.assertEqual(verbs() - set(ELSEWHERE), set(asked) - {"family"},
                         "a verb is asked by HTTP (src/serve/questions.cpp), or it is named here with the reason")
        for verb, members in asked.items():
            allowed = {"--" + name.replace("_", "-") for name in
                       members - {"text", "before", "after", "name"} - POSITIONALS.get(verb, set())}
            self.assertEqual(allowed, flags(verb) - set(NEVER), verb)
            self.assertEqual(allowed & set(NEVER), set(), verb)

    def test_answers_are_the_verbs_own(self):
        text = strike()
        for verb, body, arguments in (
                ("why", {"state": "lockout", "concept": "seq,smr", "dm": "union"}, ["--state=lockout", "--concept=seq,smr", "--dm=union"]),
                ("why", {}, []),
                ("paths", {"to": "raise", "improvements": True}, ["--to=raise", "--improvements"]),
                ("paths", {"by": ["union", "port"], "limit": 3}, ["--by=union,port", "--limit=3"]),
                ("deals", {"group": ["union", "port"]}, ["union", "port"]),
                ("deals", {"stability": True, "sanction": "worse", "origin_is_sanction": False},
                 ["--stability", "--sanction=worse", "--origin-is-sanction=no"]),
                ("levers", {"target": "settled", "depth": 1, "edits": ["swap", "move"]}, ["settled", "--depth=1", "--edits=swap,move"]),
                ("robust", {"samples": 50, "seed": 3}, ["--samples=50", "--seed=3"]),
                ("show", {"states": True}, ["--states"]),
                ("figure", {"kind": "option-table", "state": "raise", "table": True}, ["option-table", "--state=raise", "--table"]),
                ("check", {}, [])):
            first = [arguments.pop(0)] if verb == "figure" else []
            if verb == "check":
                arguments = ["--sources", os.path.join(SOURCE_DIR, "disputes/teaching/sources")]
            command = run(verb, *first, "-", *arguments, "--json", stdin=text)
            self.assertIn(command.returncode, (0, 1, 4), command.stderr)
            answer = self.ask(verb, text=text, **body)
            self.assertEqual(answer["json"], json.loads(command.stdout), (verb, body))
            self.assertTrue(answer["complete"])
            self.assertTrue(answer["text"].strip())
            if verb not in ("why", "show", "check"):  # fewer concepts without --json; more fits on a wide line
                words = run(verb, *first, "-", *arguments, stdin=text).stdout
                self.assertEqual(" ".join(answer["text"].split()), " ".join(words.split()), (verb, body))

    def test_text_is_not_wrapped(self):
        text = self.ask("why", text=reference(), state="status_quo", concept="seq")["text"]
        self.assertGreater(max(map(len, text.split("\n"))), 150)

    def test_two_versions_are_compared(self):
        after = strike().replace("title: A harbour strike", "title: A long harbour strike")
        answer = self.ask("diff", before=strike(), after=after)
        self.assertEqual(answer["json"]["format"], "standoff.diff/1")
        self.assertEqual(self.server.post("/api/questions/diff", {"text": strike()}).status, 400)

    def test_a_dispute_is_converted(self):
        answer = self.ask("convert", text=strike(), to="json")
        self.assertIsNone(answer["json"])
        self.assertEqual(json.loads(answer["text"])["title"], "A harbour strike")

    def test_a_question_that_cannot_be_asked_is_told_kindly(self):
        for verb, body, word in (("why", {"state": "nowhere"}, "options"), ("why", {"dm": "uniom"}, "union"), ("why", {"concept": "sqe"}, "seq"),
                                 ("why", {"stage": "x"}, "no stages"), ("why", {"horizon": 1000}, "horizon"), ("why", {"ties": "maybe"}, "ties"),
                                 ("levers", {}, "TARGET"), ("convert", {"to": "xml"}, "to"), ("views", {"rule": "x"}, "rule")):
            answer = self.server.post(f"/api/questions/{verb}", {"text": strike(), **body})
            self.assertEqual(answer.status, 400, (verb, body, answer.body))
            self.assertIn(word, answer.detail)
        for body in ({"state": 5}, {"dm": ["union"]}, {"limit": "many"}, {"limit": -1}, {"blind": "yes"}, {"time_limit": -1}, {"state": ""}):
            self.assertEqual(self.server.post("/api/questions/why", {"text": strike(), **body}).status, 400, body)

    def test_a_dispute_with_problems_has_them_told(self):
        answer = self.server.post("/api/questions/why", {"text": strike().replace("decision_makers", "decision_maker")})
        self.assertEqual(answer.status, 422)
        self.assertEqual({"code", "severity", "line", "column", "message", "hint"} - set(answer.json["problems"][0]), set())
        checked = self.ask("check", text="standoff: 1\n")
        self.assertFalse(checked["json"]["valid"])

    def test_more_time_than_a_question_has_gives_what_there_is(self):
        answer = self.server.post("/api/questions/robust", {"text": reference(), "time_limit": 0.000001})
        self.assertIn(answer.status, (200, 422))
        if answer.status == 200:
            self.assertFalse(answer.json["complete"])

    # --- the picture of a text

    def test_the_picture_agrees_with_the_verbs(self):
        answer = self.server.post("/api/analyse", {"text": strike()}).json
        self.assertEqual(answer["solve"], json.loads(run("solve", "-", "--json", stdin=strike()).stdout))
        self.assertEqual([option["id"] for option in answer["options"]], answer["solve"]["options"])
        self.assertIn({"id": "union.strike", "name": "keep the cranes still", "otherwise": "go back to work"}, answer["options"])
        self.assertIsNone(answer["too_large"])
        self.assertLessEqual(len(answer["bottom_line"].split()), 60)
        kinds = [one["kind"] for one in self.server.get("/api/about").json["figures"]]
        drawn = self.server.post("/api/analyse", {"text": strike(), "figures": kinds}).json
        self.assertEqual(set(drawn["figures"]) | set(drawn["not_drawn"]), set(kinds))
        for figure in drawn["figures"].values():
            self.assertTrue(figure["svg"].startswith("<svg"))
            for row in figure["table"]["rows"]:
                self.assertEqual(len(row), len(figure["table"]["columns"]))

    def test_the_picture_is_the_same_whatever_was_asked_before(self):
        for text in (strike(), reference()):
            text += "\n# nobody has asked about this one\n"
            for limit in (0, 3, 1000, 3, 1):
                expected = json.loads(run("solve", "-", "--json", f"--limit={limit}", stdin=text).stdout)
                answer = self.server.post("/api/analyse", {"text": text, "limit": limit}).json
                self.assertEqual(answer["solve"], expected, limit)

    def test_stages_and_views(self):
        for body in ({"stage": "february"}, {"blind": True}):
            arguments = [f"--stage={body['stage']}"] if "stage" in body else ["--blind"]
            answer = self.server.post("/api/analyse", {"text": reference(), "limit": 10, **body}).json
            self.assertEqual(answer["solve"], json.loads(run("solve", "-", "--json", "--limit=10", *arguments, stdin=reference()).stdout))
        self.assertEqual(self.server.post("/api/analyse", {"text": reference(), "stage": "febuary"}).status, 400)
        self.assertEqual(self.server.post("/api/analyse", {"text": reference(), "view": "nobody"}).status, 400)

    def test_what_is_too_large_to_list_is_counted(self):
        large = run("family", "d3-n26-m6").stdout
        answer = self.server.post("/api/analyse", {"text": large}).json
        self.assertTrue(answer["valid"])
        self.assertGreater(int(answer["too_large"]["states"]), 65536)
        self.assertTrue(answer["too_large"]["message"])
        self.assertEqual((answer["figures"], answer["finding"]), ({}, None))
        self.assertEqual(answer["solve"]["feasible"], answer["too_large"]["states"])

    # --- evidence

    def test_evidence_beside_its_text(self):
        answer = self.ask("evidence", text=strike())["json"]
        self.assertTrue(any(source["available"] for source in answer["sources"]))
        for anchor in answer["anchors"]:
            source = next(one for one in answer["sources"] if one["id"] == anchor["source"])
            if anchor["status"] != "exact":
                continue
            # The place is in code points, as Python counts.
            passage = source["text"][anchor["start"]:anchor["end"]]
            located = self.ask("locate", text=strike(), source=source["id"], start=anchor["start"], end=anchor["end"])["json"]["places"][0]
            self.assertEqual(located["passage"], passage)
            self.assertIn(f"start: {anchor['start']}, end: {anchor['end']}", located["yaml"])
            again = self.ask("locate", source=source["id"], quote=passage)["json"]["places"]
            self.assertIn((anchor["start"], anchor["end"]), [(one["at"]["start"], one["at"]["end"]) for one in again])
        self.assertIn("exact", [anchor["status"] for anchor in answer["anchors"]])

    def test_reports_and_checks_verify_the_evidence(self):
        sources = os.path.join(SOURCE_DIR, "disputes/teaching/sources")
        command = run("check", "-", "--sources", sources, "--json", stdin=strike())
        self.assertEqual(self.ask("check", text=strike())["json"], json.loads(command.stdout))
        href = self.server.post("/api/reports", {"text": strike()}).json["href"]
        page = run("report", "-", "--sources", sources, stdin=strike()).stdout
        self.assertEqual(self.server.get(href).body.decode(), page)

    def test_places_that_are_none(self):
        source = next(one["id"] for one in self.ask("evidence", text=strike())["json"]["sources"] if one["available"])
        for body in ({"start": 5, "end": 5}, {"start": 0, "end": 10**9}, {"start": 0}, {}, {"quote": 5}):
            self.assertEqual(self.server.post("/api/questions/locate", {"source": source, **body}).status, 400, body)
        self.assertEqual(self.server.post("/api/questions/locate", {"source": "nothing", "quote": "x"}).status, 422)
        self.assertEqual(self.server.post("/api/questions/locate", {"text": strike(), "source": "nothing", "quote": "x"}).status, 400)

    # --- reports

    def test_reports_are_made_and_fetched(self):
        made = self.server.post("/api/reports", {"text": strike(), "name": "sub/strike.yaml"})
        self.assertEqual(made.status, 201)
        page = self.server.get(made.json["href"])
        self.assertEqual(page.headers["content-type"], "text/html; charset=utf-8")
        policy = page.headers["content-security-policy"]
        self.assertIn("default-src 'none'", policy)
        self.assertNotIn("script-src", policy)
        for form, ending in (("csv", "csv"), ("latex", "tex"), ("markdown", "md"), ("dot", None), ("graphml", "graphml")):
            href = self.server.post("/api/reports", {"text": strike(), "name": "sub/a\"b\r\n.yaml", "format": form}).json["href"]
            fetched = self.server.get(href)
            self.assertEqual(fetched.status, 200)
            name = re.fullmatch(r'attachment; filename="([A-Za-z0-9_-]+)\.(\w+)"', fetched.headers["content-disposition"])
            self.assertTrue(name, fetched.headers)
            if ending:
                self.assertEqual(name[2], ending)
        self.assertEqual(self.server.post("/api/reports", {"text": strike(), "format": "pdf"}).status, 400)
        self.assertEqual(self.server.post("/api/reports", {"text": "x"}).status, 422)
        self.assertEqual(self.server.get("/api/reports/0").status, 404)

    # --- jobs

    def start(self, verb, **body):
        started = self.server.post("/api/jobs", {"verb": verb, **body})
        self.assertEqual(started.status, 202, started.body)
        self.assertEqual(started.json["href"], "/api/jobs/" + started.json["id"])
        return started.json["href"]

    def until(self, href, state):
        shares = [0]
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            seen = self.server.get(href).json
            self.assertGreaterEqual(seen["progress"], shares[-1], "progress goes back")
            shares.append(seen["progress"])
            if seen["state"] != "running":
                self.assertEqual(seen["state"], state, seen)
                return seen
            time.sleep(.01)
        self.fail("the job does not end")

    def endless(self):
        return self.start("robust", text=reference(), orders="all", doubt="all", samples=2_000_000_000)

    def test_a_job_answers_as_the_question_does(self):
        seen = self.until(self.start("levers", text=strike(), target="settled"), "done")
        self.assertEqual(seen["answer"], self.ask("levers", text=strike(), target="settled"))
        self.assertEqual(seen["progress"], 1)

    def test_a_job_that_cannot_be_asked(self):
        self.assertEqual(self.server.post("/api/jobs", {"verb": "solve", "text": strike()}).status, 404)
        self.assertEqual(self.server.post("/api/jobs", {"text": strike()}).status, 400)
        self.assertEqual(self.server.post("/api/jobs", {"verb": "why", "text": strike(), "stat": "x"}).status, 400)
        seen = self.until(self.start("why", text=strike(), state="nowhere"), "failed")
        self.assertEqual(seen["problem"]["status"], 400)

    def test_a_job_is_taken_back(self):
        href = self.endless()
        self.assertEqual(self.server.get(href).json["state"], "running")
        self.assertEqual(self.server.ask("DELETE", href).status, 204)
        self.until(href, "cancelled")
        self.assertEqual(self.server.ask("DELETE", href).status, 204)  # now it is forgotten
        self.assertEqual(self.server.get(href).status, 404)
        self.assertEqual(self.server.ask("DELETE", href).status, 404)

    def test_jobs_are_bounded_and_keep_nobody_else_waiting(self):
        started, refused = [], None
        for _ in range(40):
            answer = self.server.post("/api/jobs", {"verb": "robust", "text": reference(), "orders": "all", "doubt": "all",
                                                    "samples": 2_000_000_000})
            if answer.status != 202:
                refused = answer
                break
            started.append(answer.json["href"])
        try:
            self.assertIsNotNone(refused, "forty at once")
            self.assertEqual(refused.status, 503)
            self.assertIn("retry-after", refused.headers)
            self.assertEqual(self.server.post("/api/analyse", {"text": strike() + "\n# while they run\n"}).status, 200)
        finally:
            for href in started:
                self.server.ask("DELETE", href)
        for href in started:
            self.until(href, "cancelled")
        self.until(self.start("why", text=strike()), "done")

    def test_a_server_with_work_ends_when_it_is_told_to(self):
        with tempfile.TemporaryDirectory() as folder, Server(folder) as server:
            body = {"text": reference(), "orders": "all", "doubt": "all", "samples": 2_000_000_000}
            self.assertEqual(server.post("/api/jobs", {"verb": "robust", **body}).status, 202)
            data = json.dumps(body).encode()
            with server.raw(b"POST /api/questions/robust HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\n"
                            b"Content-Length: %d\r\n\r\n" % (server.name.encode(), len(data)) + data):
                time.sleep(.2)
                self.assertEqual(server.end(), 0)


if __name__ == "__main__":
    unittest.main()
