"""`standoff figure` as a process: well-formed documents by another parser than the tests' own, the
forms of the answer, exit codes."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

CLI = os.environ["STANDOFF_CLI"]
ROOT = pathlib.Path(os.environ["STANDOFF_SOURCE_DIR"])
LONG_NAMES = str(ROOT / "tests/figure/disputes/long-names.yaml")


def run(*arguments):
    return subprocess.run([CLI, *arguments], capture_output=True, text=True)


def kinds():
    listed = run("figure").stderr
    return [line.split()[0] for line in listed.splitlines() if line.startswith("  ")]


class Figure(unittest.TestCase):
    def test_without_a_kind_the_kinds_are_listed(self):
        answer = run("figure")
        self.assertEqual(answer.returncode, 2)
        self.assertLessEqual({"option-table", "heat-map", "state-graph"}, set(kinds()))

    def test_an_unknown_kind_is_answered_with_the_nearest(self):
        answer = run("figure", "heatmap", "elmira")
        self.assertEqual(answer.returncode, 2)
        self.assertIn('did you mean "heat-map"?', answer.stderr)

    def test_every_figure_is_well_formed_and_uses_nothing_that_a_page_forbids(self):
        for dispute in ["lithuania-belarus", "elmira", "chicken", "repeat-mover", LONG_NAMES]:
            for kind in kinds():
                with self.subTest(dispute=dispute, kind=kind):
                    answer = run("-q", "figure", kind, dispute)
                    if answer.returncode == 1:
                        self.assertTrue(answer.stderr.startswith("standoff: "))
                        continue
                    self.assertEqual(answer.returncode, 0, answer.stderr)
                    root = ElementTree.fromstring(answer.stdout)
                    self.assertEqual(root.get("role"), "img")
                    ids = {e.get("id") for e in root.iter() if e.get("id")}
                    self.assertLessEqual(set(root.get("aria-labelledby").split()), ids)
                    for element in root.iter():
                        tag = element.tag.rsplit("}", 1)[-1]
                        self.assertNotIn(tag, {"style", "script", "image", "foreignObject", "use"})
                        for name, value in element.attrib.items():
                            self.assertNotIn(name.rsplit("}", 1)[-1], {"style", "href"})
                            self.assertFalse(name.startswith("on"), name)
                            if value.startswith("url("):
                                self.assertIn(value[5:-1], ids)

    def test_the_same_in_words_and_as_json(self):
        table = run("figure", "option-table", "elmira", "--table").stdout
        answer = json.loads(run("figure", "option-table", "elmira", "--json").stdout)
        self.assertEqual(answer["format"], "standoff.figure/1")
        self.assertEqual(answer["kind"], "option-table")
        self.assertTrue(table.startswith(answer["title"]))
        for row in answer["table"]["rows"]:
            self.assertEqual(len(row), len(answer["table"]["columns"]))
            self.assertIn(row[0], table)
        self.assertEqual(run("figure", "option-table", "elmira").stdout, answer["svg"])

    def test_a_file_is_written_with_the_reading_on_stderr(self):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder) / "map.svg"
            answer = run("figure", "heat-map", "lithuania-belarus", "-o", str(out))
            self.assertEqual(answer.returncode, 0)
            self.assertEqual(answer.stdout, "")
            self.assertIn("10 of 384 situations", answer.stderr)
            self.assertIn("360 situations are not shown", answer.stderr)
            ElementTree.fromstring(out.read_text(encoding="utf-8"))

    def test_a_wanted_state_and_a_concept_are_heeded(self):
        wanted = run("figure", "option-table", "elmira", "--state", "YNYNN", "--table").stdout
        self.assertIn("  goal", wanted)
        graph = run("figure", "state-graph", "elmira", "--concept", "gmr").stdout
        self.assertIn("everybody would stay (gmr)", graph)

    def test_a_stage_is_drawn_as_it_is(self):
        svg = run("figure", "option-table", "lithuania-belarus", "--stage", "before_reopening")
        self.assertEqual(svg.returncode, 0, svg.stderr)
        self.assertNotEqual(svg.stdout, run("figure", "option-table", "lithuania-belarus").stdout)


if __name__ == "__main__":
    sys.exit(unittest.main())
