"""The description of the API is what the server does: every path and method is asked, and every answer is one of
those described."""

import json
import os
import pathlib
import tempfile
import unittest

from running import SOURCE_DIR, Server, strike

try:
    import jsonschema
except ImportError:
    jsonschema = None

GOLDEN = pathlib.Path(SOURCE_DIR, "docs/reference/openapi.json")


class OpenApi(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.server = Server(cls.folder.name)
        cls.text = cls.server.get("/api/openapi.json").body.decode()
        cls.api = json.loads(cls.text)

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()
        cls.folder.cleanup()

    def test_it_is_the_one_on_file(self):
        if os.environ.get("STANDOFF_UPDATE_GOLDEN"):
            GOLDEN.write_text(self.text, encoding="utf-8")
        self.assertEqual(self.text, GOLDEN.read_text(encoding="utf-8"),
                         "STANDOFF_UPDATE_GOLDEN=1 rewrites docs/reference/openapi.json; read the difference")

    def test_it_is_openapi_3_1_and_every_reference_leads_somewhere(self):
        self.assertEqual(self.api["openapi"], "3.1.0")
        for reference in set(part.split('"')[0] for part in self.text.split('"$ref": "')[1:]):
            at = self.api
            for step in reference.removeprefix("#/").split("/"):
                at = at[step]
        if jsonschema:
            for schema in self.api["components"]["schemas"].values():
                jsonschema.Draft7Validator.check_schema(schema)

    def check(self, method, path, answer):
        operation = self.api["paths"][path][method.lower()]
        described = operation["responses"].get(str(answer.status))
        if described is None:
            self.assertGreaterEqual(answer.status, 400, (method, path, answer.status, answer.body))
            described = operation["responses"]["default"]
        kind = answer.headers.get("content-type", "").split(";")[0]
        types = {one.split(";")[0]: one for one in described.get("content", {})}
        if not types:
            self.assertEqual((kind, answer.body), ("", b""), (method, path))
            return
        self.assertTrue(kind in types or "*/*" in types, (method, path, kind, list(types)))
        schema = described["content"][types.get(kind, "*/*")].get("schema")
        if schema and jsonschema:
            jsonschema.Draft7Validator({**schema, "components": self.api["components"]}).validate(answer.json)

    def test_every_path_and_method_answers_as_described(self):
        text = strike()
        started = self.server.post("/api/jobs", {"verb": "why", "text": text}).json["id"]
        made = self.server.post("/api/reports", {"text": text, "format": "csv"}).json["id"]
        page = self.server.get("/").body.decode()
        asset = page.split('src="/assets/')[1].split('"')[0] if 'src="/assets/' in page else "none"
        kinds = [one["kind"] for one in self.server.get("/api/about").json["figures"]]
        new = {"If-None-Match": "*"}
        requests = {
            "/": [("GET", "/", None, {})],
            "/assets/{file}": [("GET", f"/assets/{asset}", None, {}), ("GET", "/assets/none", None, {})],
            "/{file}": [("GET", "/icon.svg", None, {}), ("GET", "/none", None, {})],
            "/api/openapi.json": [("GET", "/api/openapi.json", None, {})],
            "/api/about": [("GET", "/api/about", None, {})],
            "/api/disputes": [("GET", "/api/disputes", None, {})],
            "/api/disputes/files/{name}": [
                ("PUT", "/api/disputes/files/a.yaml", text.encode(), new), ("PUT", "/api/disputes/files/a.yaml", b"", new),
                ("PUT", "/api/disputes/files/a.yaml", b"", {}), ("PUT", "/api/disputes/files/a.exe", b"", new)],
            "/api/disputes/{id}": [("GET", "/api/disputes/files/a.yaml", None, {}), ("GET", "/api/disputes/cases/none", None, {}),
                                   ("GET", "/api/disputes/cases/chicken", None, {})],
            "/api/drafts/{id}": [("GET", "/api/drafts/new/1", None, {}), ("PUT", "/api/drafts/new/1", {"text": "x"}, {}),
                                 ("GET", "/api/drafts/new/1", None, {}), ("DELETE", "/api/drafts/new/1", None, {}),
                                 ("PUT", "/api/drafts/new/1", {"x": 1}, {})],
            "/api/analyse": [("POST", "/api/analyse", {"text": text, "figures": kinds}, {}), ("POST", "/api/analyse", {"text": "x"}, {}),
                             ("POST", "/api/analyse", {}, {}), ("POST", "/api/analyse", b"x", {})],
            "/api/questions/{verb}": [("POST", "/api/questions/why", {"text": text}, {}), ("POST", "/api/questions/why", {"text": "x"}, {}),
                                      ("POST", "/api/questions/evidence", {"text": text}, {}),
                                      ("POST", "/api/questions/none", {"text": text}, {}),
                                      ("POST", "/api/questions/why", {"text": text, "x": 1}, {})],
            "/api/jobs": [("POST", "/api/jobs", {"verb": "why", "text": text}, {}), ("POST", "/api/jobs", {}, {})],
            "/api/jobs/{id}": [("GET", f"/api/jobs/{started}", None, {}), ("DELETE", f"/api/jobs/{started}", None, {}),
                               ("GET", "/api/jobs/none", None, {}), ("DELETE", "/api/jobs/none", None, {})],
            "/api/reports": [("POST", "/api/reports", {"text": text, "format": "dot"}, {}), ("POST", "/api/reports", {"text": "x"}, {})],
            "/api/reports/{id}": [("GET", f"/api/reports/{made}", None, {}), ("GET", "/api/reports/none", None, {})],
        }
        self.assertEqual(set(requests), set(self.api["paths"]), "a path that is described and not asked here, or the other way")
        for path, asked in requests.items():
            self.assertEqual({method for method, *_ in asked}, {method.upper() for method in self.api["paths"][path]}, path)
            for method, target, body, headers in asked:
                answer = self.server.ask(method, target, body, headers)
                self.assertLess(answer.status, 500, (method, target, answer.body))
                self.check(method, path, answer)
                if isinstance(body, dict) and jsonschema:
                    # What the description of the body refuses, the server refuses, and the other way round.
                    schema = self.api["paths"][path][method.lower()]["requestBody"]["content"]["application/json"]["schema"]
                    valid = jsonschema.Draft7Validator({**schema, "components": self.api["components"]}).is_valid(body)
                    if answer.status == 400:
                        self.assertFalse(valid, (target, body))
                    elif answer.status < 400:
                        self.assertTrue(valid, (target, body))

    def test_methods_that_are_not_described_are_not_there(self):
        for path, operations in self.api["paths"].items():
            target = path.replace("{name}", "a.yaml").replace("{id}", "cases/chicken" if "disputes" in path or "drafts" in path else "none")
            target = target.replace("{verb}", "why").replace("{file}", "none")
            for method in ("GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"):
                if method.lower() in operations:
                    continue
                if (method, path) == ("GET", "/api/disputes/files/{name}"):
                    continue  # is /api/disputes/{id}
                answer = self.server.ask(method, target, headers={"Content-Length": "0"} if method != "GET" else {})
                self.assertIn(answer.status, (400, 404, 405), (method, target))


if __name__ == "__main__":
    unittest.main()
