"""Holds the JSON Schema and the loader to the same verdict.

    schema_test.py [PROGRAM]

PROGRAM is the `standoff` to ask (default: $STANDOFF_CLI). The schema must reject exactly those
files whose problems include a structural one (third column of src/io/problems.def). YAML is read
as editors read it: as YAML 1.2, where `no` is a text and a date is one too.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(f"skipped: {missing}; apt-get install python3-jsonschema python3-yaml")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = sys.argv.pop(1) if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else os.environ.get("STANDOFF_CLI")
SCHEMA = json.loads((ROOT / "schema" / "dispute.schema.json").read_text(encoding="utf-8"))
STRUCTURAL = {
    code
    for code, structural in re.findall(
        r'^PROBLEM\(\w+, "([\w-]+)", \w+, (\w+),', (ROOT / "src/io/problems.def").read_text(), re.M)
    if structural == "true"
}


class NotJson(Exception):
    """A key that no JSON object can have."""


def scalar(node):
    """A scalar by YAML's core schema."""
    text = node.value
    if node.style is not None or node.tag != "tag:yaml.org,2002:str":
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"0o[0-7]+", text):
        return int(text[2:], 8)
    if re.fullmatch(r"0x[0-9a-fA-F]+", text):
        return int(text, 16)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        return float(text)
    if re.fullmatch(r"[-+]?\.(inf|Inf|INF)", text):
        return float("-inf" if text.startswith("-") else "inf")
    return text


def plain(node):
    """A composed node as JSON has it; of a key that stands twice the first counts."""
    if isinstance(node, yaml.ScalarNode):
        return scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    mapping = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode) or scalar(key) is None:
            raise NotJson(key)
        mapping.setdefault(key.value, plain(value))
    return mapping


def accepts(text):
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
        return jsonschema.Draft7Validator(SCHEMA).is_valid(None if node is None else plain(node))
    except (yaml.YAMLError, NotJson):
        return False


def structural_codes(path):
    answer = subprocess.run([PROGRAM, "check", str(path), "--json"], capture_output=True, check=False)
    return {problem["code"] for problem in json.loads(answer.stdout)["problems"]} & STRUCTURAL


def properties(schema, path=""):
    """Every property of the schema and the place where it is said."""
    if isinstance(schema, dict):
        for name, value in schema.get("properties", {}).items():
            if isinstance(value, dict) and not path.startswith("/then") and not path.startswith("/else"):
                yield f"{path}/{name}", value
        for key, value in schema.items():
            if key not in ("examples", "enum"):
                yield from properties(value, f"{path}/{key}")
    elif isinstance(schema, list):
        for k, value in enumerate(schema):
            yield from properties(value, f"{path}/{k}")


DISPUTE = "standoff: 1\ntitle: t\ndecision_makers:\n  - {id: a, options: [x], %s}\n"
# Files where the two could easily differ, each with the verdict of both.
PAIRS = {
    "a dispute": (DISPUTE % "preferences: [x]", True),
    "a number as a text": (DISPUTE % "preferences: [x], name: 12" + "notes: true\n", True),
    "true and a number as formulas": (DISPUTE % "ranking: [x, true]", True),
    "version as a number with a point": (DISPUTE.replace("1", "1.0", 1) % "preferences: [x]", True),
    "version in quotes": (DISPUTE.replace("1", '"1"', 1) % "preferences: [x]", False),
    "no as an id": (DISPUTE.replace("[x]", "[no]") % "preferences: []", False),
    "YES as an id": (DISPUTE.replace("[x]", "[YES]") % "preferences: []", False),
    "a number as an id": (DISPUTE.replace("[x]", "[12]") % "preferences: []", False),
    "null as an id": (DISPUTE.replace("[x]", "[null]") % "preferences: []", False),
    "no as a language": (DISPUTE % "preferences: [x]" + "languages: no\n", True),
    "a hyphen inside an id": (DISPUTE.replace("[x]", "[x-1]") % "preferences: [x-1]", True),
    "a hyphen at its end": (DISPUTE.replace("[x]", "[x-]") % "preferences: []", False),
    "a day": (DISPUTE % "preferences: [x]" + "as_of: 2024-02-29\n", True),
    "a day that is none": (DISPUTE % "preferences: [x]" + "as_of: 2025-02-29\n", False),
    "a year alone": (DISPUTE % "preferences: [x]" + "as_of: 2025\n", False),
    "a backward interval": (DISPUTE % "preferences: [x]" + "as_of: 2025-02-02/2025-02-01\n", True),
    "exponents": (DISPUTE % "payoffs: {x: 1e3, not x: -.5}", True),
    "a payoff in quotes": (DISPUTE % 'payoffs: {x: "1"}', False),
    "a payoff that is too large": (DISPUTE % "payoffs: {x: 1000000000}", False),
    "a payoff that is too precise": (DISPUTE % "payoffs: {x: 0.1234567}", True),
    "two ways to prefer": (DISPUTE % "payoffs: {x: 1}, ranking: [x]", False),
    "no way to prefer": (DISPUTE % "name: A", True),
    "because beside statements": (DISPUTE % "because: [], preferences: [x]", False),
    "because beside a ranking": (DISPUTE % "because: [], ranking: [x]", True),
    "an empty title": (DISPUTE.replace("title: t", 'title: ""') % "preferences: [x]", False),
    "an unknown name": (DISPUTE % "preferences: [nothing]", True),
    "a flag that is no flag": (DISPUTE % "preferences: [{want: x, strongly: 1}]", False),
    "a statement without its formula": (DISPUTE % "preferences: [{strongly: true}]", False),
    "a doubt": (DISPUTE % "preferences: [{want: x, confidence: 0.8, uncertain: true}]", True),
    "more confidence than there is": (DISPUTE % "preferences: [{want: x, confidence: 1.5}]", False),
    "an unordered group": (DISPUTE % "preferences: [{any_order: [x, {want: not x, fixed: true}]}]", True),
    "an unordered group with more to say": (DISPUTE % "preferences: [{any_order: [x], note: y}]", False),
    "a rule with two keys": (DISPUTE % "preferences: [x]" + "rules: [{never: x, always: x}]\n", False),
    "a rule with a note": (DISPUTE % "preferences: [x]" + "rules: [{never: false, note: n, because: []}]\n", True),
    "a rule that only notes": (DISPUTE % "preferences: [x]" + "rules: [{note: n}]\n", False),
    "a count": (DISPUTE % "preferences: [x]" + "rules: [{at least three of: [x]}]\n", True),
    "a count of nothing": (DISPUTE % "preferences: [x]" + "rules: [{exactly of: [x]}]\n", True),
    "a count of a text": (DISPUTE % "preferences: [x]" + "rules: [{exactly 1 of: x}]\n", False),
    "an outcome named no": (DISPUTE % "preferences: [x]" + "outcomes: {no: x}\n", False),
    "status quo as a text": (DISPUTE % "preferences: [x]" + "status_quo: x\n", False),
    "status quo as a mapping": (DISPUTE % "preferences: [x]" + "status_quo: {taken: [x]}\n", True),
    "status quo of nothing": (DISPUTE % "preferences: [x]" + "status_quo: {}\n", False),
    "a formula in the status quo": (DISPUTE % "preferences: [x]" + "status_quo: [not x]\n", True),
    "a tag": (DISPUTE % "preferences: [x]" + "outcomes:\n  o: !x\n", True),
    "a key twice": (DISPUTE % "preferences: [x], id: b", True),
    "a position": (DISPUTE % "preferences: [x]" + "sources: [{id: s}]\nevidence: [{id: e, source: s, at: {start: 0, end: 1e1}}]\n", True),
    "half a place": (DISPUTE % "preferences: [x]" + "sources: [{id: s}]\nevidence: [{id: e, source: s, at: {start: 0.5, end: 10}}]\n", False),
    "an empty file": ("", False),
    "two documents": (DISPUTE % "preferences: [x]" + "---\n" + DISPUTE % "preferences: [x]", False),
    "states without moves": ("standoff: 1\ntitle: t\ndecision_makers: [{id: a}]\nstates: [x]\n", False),
    "an explicit graph": ("standoff: 1\ntitle: t\ndecision_makers: [{id: a}]\nstates: [x, w]\nmoves: {a: {x: w}}\nstatus_quo: x\n", True),
    "its status quo as a list": ("standoff: 1\ntitle: t\ndecision_makers: [{id: a}]\nstates: [x, w]\nmoves: {}\nstatus_quo: [x]\n", False),
}


class TheSchema(unittest.TestCase):
    def test_is_valid_draft_07(self):
        jsonschema.Draft7Validator.check_schema(SCHEMA)
        self.assertTrue(SCHEMA["$schema"].startswith("http://json-schema.org/draft-07/"))

    def test_says_of_every_property_what_it_is(self):
        found = list(properties(SCHEMA))
        self.assertGreater(len(found), 50)
        for path, schema in found:
            for key in ("title", "description", "examples"):
                self.assertTrue(schema.get(key), f"{path} has no {key}")

    def test_accepts_its_own_examples(self):
        for path, schema in [*properties(SCHEMA), *SCHEMA["definitions"].items()]:
            for example in schema["examples"]:
                whole = {"definitions": SCHEMA["definitions"], "allOf": [schema]}
                self.assertEqual([], list(jsonschema.Draft7Validator(whole).iter_errors(example)), path)

    def test_rejects_what_the_loader_finds_structurally_wrong_and_nothing_else(self):
        files = sorted([*ROOT.glob("disputes/**/*.yaml"), *ROOT.glob("tests/problems/*.yaml")])
        self.assertGreater(len(files), 30)
        for path in files:
            with self.subTest(path=str(path.relative_to(ROOT))):
                self.assertEqual(accepts(path.read_text(encoding="utf-8")), not structural_codes(path))

    def test_agrees_with_the_loader_where_the_two_could_easily_differ(self):
        import tempfile
        with tempfile.TemporaryDirectory() as folder:
            for name, (text, right) in PAIRS.items():
                path = pathlib.Path(folder) / "dispute.yaml"
                path.write_text(text, encoding="utf-8")
                with self.subTest(name=name):
                    self.assertEqual((accepts(text), not structural_codes(path)), (right, right))


if __name__ == "__main__":
    if not PROGRAM:
        sys.exit("usage: schema_test.py PROGRAM")
    unittest.main()
