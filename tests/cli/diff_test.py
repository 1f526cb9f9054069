"""`standoff diff` as a process: exit codes, text and JSON."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

CLI = os.environ["STANDOFF_CLI"]

BEFORE = """standoff: 1
title: A strike
decision_makers:
  - {id: union, name: The union, options: [strike], preferences: [offer, strike if not offer]}
  - {id: port, name: The port, options: [offer], preferences: [not strike, not offer]}
status_quo: []
"""


class Diff(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def diff(self, before, after, *flags):
        for name, text in (("a.yaml", before), ("b.yaml", after)):
            (self.folder / name).write_text(text)
        done = subprocess.run([CLI, "diff", "a.yaml", "b.yaml", *flags], cwd=self.folder, capture_output=True, text=True,
                              timeout=120)
        return done.returncode, done.stdout

    def test_nothing_changed(self):
        code, out = self.diff(BEFORE, BEFORE)
        self.assertEqual(code, 0)
        self.assertIn("  Nothing.", out)

    def test_words_that_mean_the_same_change_no_conclusion(self):
        code, out = self.diff(BEFORE, BEFORE.replace("strike if not offer", "offer or strike"))
        self.assertEqual(code, 0)
        self.assertIn("in other words", out)
        self.assertIn("None of the", out)

    def test_exit_code_one_when_a_conclusion_changed_and_the_cause_is_named(self):
        code, out = self.diff(BEFORE, BEFORE.replace("[not strike, not offer]", "[not offer, not strike]"))
        self.assertEqual(code, 1, out)
        self.assertIn("The port", out)
        self.assertIn("change 1 alone makes it so", out)
        self.assertLessEqual(max(map(len, out.splitlines())), 80)

    def test_json(self):
        code, out = self.diff(BEFORE, BEFORE.replace("A strike", "The strike").replace(
            "[offer, strike if not offer]", "[offer, not strike]"), "--json", "--concepts", "nash")
        answer = json.loads(out)
        self.assertEqual(answer["format"], "standoff.diff/1")
        self.assertEqual([c["what"] for c in answer["changes"]], ["title", "statement"])
        self.assertEqual(answer["changes"][1]["how"], "replaced")
        self.assertEqual(code, 1 if answer["conclusions"] else 0)
        self.assertTrue(answer["conclusions"])
        for conclusion in answer["conclusions"]:
            self.assertNotEqual(conclusion["before"], conclusion["after"])
            self.assertEqual(conclusion["alone"], [1])

    def test_two_from_stdin_are_refused(self):
        done = subprocess.run([CLI, "diff", "-", "-"], input="", capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 2)


if __name__ == "__main__":
    unittest.main()
