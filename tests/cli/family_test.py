"""The hidden verb `family`: where it writes, in which format, and how it refuses."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["STANDOFF_CLI"]
NAME = "d3-n9-s2"


class Family(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.here = pathlib.Path(self.folder.name)

    def tearDown(self):
        self.folder.cleanup()

    def run_it(self, *arguments, **more):
        return subprocess.run([PROGRAM, *arguments], cwd=self.here, text=True, capture_output=True, timeout=120, **more)

    def equilibria(self, file, **more):
        solved = self.run_it("solve", file, "--json", **more)
        self.assertEqual(solved.returncode, 0, solved.stderr)
        return json.loads(solved.stdout)["equilibria"]

    def test_every_format_has_the_same_answer(self):
        piped = self.run_it("family", NAME)
        self.assertEqual((piped.returncode, piped.stderr), (0, ""))
        wanted = self.equilibria("-", input=piped.stdout)
        self.assertGreater(wanted["gmr"]["count"], 0)
        for ending in ("yaml", "json", "gmcr"):
            written = self.run_it("family", NAME, "-o", f"it.{ending}")
            self.assertEqual((written.returncode, written.stdout), (0, ""), written.stderr)
            self.assertEqual(self.equilibria(f"it.{ending}"), wanted, ending)
        self.assertEqual((self.here / "it.yaml").read_text(), piped.stdout)
        self.assertIn("decisionMakers", json.loads((self.here / "it.gmcr").read_text()))
        self.assertEqual(self.run_it("family", NAME, "--to", "gmcr").stdout, (self.here / "it.gmcr").read_text())

    def test_what_was_in_the_file_is_kept(self):
        (self.here / "it.yaml").write_text("an author's work\n")
        for _ in range(2):  # the second time nothing differs
            self.assertEqual(self.run_it("family", NAME, "-o", "it.yaml").returncode, 0)
        self.assertEqual((self.here / "it.yaml~").read_text(), "an author's work\n")

    def test_statements_of_many_options_are_written_as_gmcr_without_listing_states(self):
        written = self.run_it("family", "d3-n200-m40", "-o", "it.gmcr")  # 2^200 states
        self.assertEqual(written.returncode, 0, written.stderr)
        self.assertEqual(len(json.loads((self.here / "it.gmcr").read_text())["options"]), 200)

    def test_what_gmcr_cannot_say_is_refused(self):
        for part, words in (("payoffs", "rankings of more than 65536 states"), ("g2", "guards")):
            refused = self.run_it("family", f"d3-n28-{part}", "-o", "it.gmcr")
            self.assertEqual(refused.returncode, 1)
            self.assertIn(words, refused.stderr)
            self.assertFalse((self.here / "it.gmcr").exists())

    def test_a_name_that_is_none_is_wrong_usage(self):
        for arguments in (("d3-n28-q4",), ("d9-n3",), ("d2-n2-m5-l1-p1",), (NAME, "-o", "it.txt"), ()):
            wrong = self.run_it("family", *arguments)
            self.assertEqual((wrong.returncode, wrong.stdout), (2, ""))
            self.assertTrue(wrong.stderr)
        self.assertIn('found "q4", expected', self.run_it("family", "d3-n28-q4").stderr)

    def test_help_does_not_list_it_but_describes_it(self):
        self.assertNotIn("family", self.run_it("--help").stdout)
        self.assertIn("d3-n28", self.run_it("family", "--help").stdout)


if __name__ == "__main__":
    unittest.main()
