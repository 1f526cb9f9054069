"""Prints reports to PDF in a real browser: two sheets, then the annex; nothing cut off.

Needs chromium, pdftotext and pdfinfo; skipped (77) where they are absent.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

STANDOFF = os.environ["STANDOFF_CLI"]
CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync "
    "--disable-background-networking --disable-component-update --no-pdf-header-footer"
).split()

LONG = """standoff: 1
title: {title}
decision_makers:
{people}
status_quo: []
outcomes: {{quiet: not a1}}
"""


def printed(folder, file):
    """The pages of a report as text."""
    html, pdf = folder / "report.html", folder / "report.pdf"
    subprocess.run([STANDOFF, "report", file, "-o", html], check=True, capture_output=True)
    profile = tempfile.mkdtemp(dir=folder)
    subprocess.run(
        [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", f"--print-to-pdf={pdf}", html.as_uri()],
        check=True, capture_output=True, timeout=120,
    )
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True)
    return text.stdout.removesuffix("\f").split("\f"), html.read_text(encoding="utf-8")


def squeezed(text):
    return re.sub(r"\s+", " ", text)


class Printing(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def check_sheets(self, file):
        pages, html = printed(self.folder, file)
        self.assertIn("Annex", pages[2].strip().splitlines()[0], "the third page begins the annex")
        for page in pages[:2]:
            self.assertNotIn("Annex", page)
            self.assertTrue(page.strip(), "no empty sheet")
        return pages, html

    def test_reference_dispute(self):
        pages, html = self.check_sheets("lithuania-belarus")
        first, second = squeezed(pages[0]), squeezed(pages[1])
        self.assertIn("Lithuanian trucks held in Belarus", first)
        self.assertIn("The United States has nothing to gain", first)
        # The last words of the second sheet are there, so nothing above was cut off.
        self.assertIn("more deal", second)

    def test_small_dispute(self):
        self.check_sheets("prisoners-dilemma")

    def test_long_names_and_many_people(self):
        name = "Lietuvos tarptautinio kelių transporto vežėjų asociacija ir jos nariai"
        people = "\n".join(
            f"  - {{id: d{k}, name: {name} {k}, options: [{{id: a{k}, name: {name.lower()} {k}}}],"
            f" preferences: [a{k}]}}"
            for k in range(1, 9)
        )
        file = self.folder / "long.yaml"
        file.write_text(LONG.format(title=name, people=people), encoding="utf-8")
        pages, _ = self.check_sheets(file)
        self.assertIn("3 others", squeezed(pages[0]))


if __name__ == "__main__":
    if not (CHROMIUM and shutil.which("pdftotext")):
        print("no chromium or no pdftotext here")
        sys.exit(77)
    unittest.main()
