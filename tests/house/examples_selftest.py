"""Does examples.py notice what it should? Run on small pages with a stand-in for the program."""

import pathlib
import tempfile
import unittest

import examples

STAND_IN = """#!/bin/sh
case $1 in
  fail) echo trouble >&2; exit 3 ;;
  stdin) cat ;;
  *) for word in "$@"; do echo "$word"; done ;;
esac
"""


class Pages(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.folder.name)
        self.program = self.root / "program"
        self.program.write_text(STAND_IN)
        self.program.chmod(0o755)

    def tearDown(self):
        self.folder.cleanup()

    def check(self, text, update=False):
        page = self.root / "README.md"
        page.write_text(text)
        ran, wrong = examples.check_page(page, "README.md", self.root, self.program, update)
        return ran, len(wrong), page.read_text()

    def test_a_true_transcript_passes(self):
        self.assertEqual(self.check("```console\n$ ./standoff a b\na\nb\n\n$ standoff c\nc\n```\n")[:2], (2, 0))

    def test_a_false_one_does_not(self):
        self.assertEqual(self.check("```console\n$ standoff a\nb\n```\n")[:2], (1, 1))
        self.assertEqual(self.check("```console\n$ standoff a\n```\n")[:2], (1, 1))
        self.assertEqual(self.check("```console\n$ standoff a\na\na\n```\n")[:2], (1, 1))

    def test_dots_stand_for_any_lines(self):
        self.assertEqual(self.check("```console\n$ standoff a b c d\na\n...\nd\n```\n")[:2], (1, 0))
        self.assertEqual(self.check("```console\n$ standoff a b c d\na\n...\nc\n```\n")[:2], (1, 1))

    def test_other_commands_and_blocks_are_left_alone(self):
        self.assertEqual(self.check("```console\n$ git clone it\n$ ls\nx\n```\n```sh\n$ standoff a\n```\n")[:2], (0, 0))

    def test_errors_pipes_and_long_lines(self):
        self.assertEqual(self.check("```console\n$ standoff fail\ntrouble\n```\n")[:2], (1, 0))
        self.assertEqual(self.check("```console\n$ echo x | ./standoff stdin\nx\n```\n")[:2], (1, 0))
        self.assertEqual(self.check("```console\n$ standoff a \\\n    b\na\nb\n```\n")[:2], (1, 0))

    def test_updating_writes_what_happens_and_keeps_the_rest(self):
        ran, wrong, text = self.check("x\n```console\n$ standoff a\nb\n\n$ standoff c d\n...\nd\n```\ny\n", True)
        self.assertEqual((ran, wrong), (2, 0))
        self.assertEqual(text, "x\n```console\n$ standoff a\na\n\n$ standoff c d\n...\nd\n```\ny\n")


if __name__ == "__main__":
    unittest.main()
