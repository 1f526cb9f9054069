"""The progress bar, watched on a pseudo-terminal. tests/cli/progress_probe.cpp does the waiting; `solve`
works for real."""

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import tempfile
import termios
import threading
import time
import unittest

PROBE = os.environ["STANDOFF_PROGRESS_PROBE"]
PROGRAM = os.environ["STANDOFF_CLI"]


def watch_program(command, columns=80, term="xterm"):
    """Exit code, stdout, and what was written to the terminal as [(seconds since the start, text)]."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    seen = []
    begin = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=theirs, env={**os.environ, "TERM": term})
    os.close(theirs)

    def read():
        while True:
            try:
                text = os.read(ours, 65536)
            except OSError:  # nobody writes any more
                return
            if not text:
                return
            seen.append((time.monotonic() - begin, text.decode()))

    reader = threading.Thread(target=read)
    reader.start()
    out, _ = process.communicate(timeout=60)
    reader.join()
    os.close(ours)
    return process.returncode, out, seen


def watch(*arguments, **terminal):
    """What the probe wrote to its terminal."""
    code, out, seen = watch_program([PROBE, *arguments], **terminal)
    assert (code, out) == (0, b"the answer\n"), (code, out)
    return seen


def line_after(text):
    """What a terminal's line shows after these letters."""
    line, at = [], 0
    for part in re.findall(r"\x1b\[K|.|\n", text):
        if part == "\r":
            at = 0
        elif part == "\x1b[K":
            del line[at:]
        else:
            line[at:at + 1] = part
            at += 1
    return "".join(line)


class Bar(unittest.TestCase):
    def test_a_bar_comes_after_a_second_and_goes_in_the_end(self):
        seen = watch("3.5")
        text = "".join(part for _, part in seen)
        self.assertGreaterEqual(seen[0][0], 0.95)
        drawings = [d for d in text.split("\r") if "%" in d]
        self.assertGreater(len(drawings), 3)
        self.assertLessEqual(len(drawings), 26)  # ten a second, from the first second on
        shares = [int(re.search(r"(\d+) %", d)[1]) for d in drawings]
        self.assertEqual(shares, sorted(shares))
        self.assertLessEqual(shares[-1], 100)
        self.assertNotIn("left", drawings[0])
        self.assertIn("a few seconds left", drawings[-1])
        self.assertNotIn("\n", text)
        self.assertEqual(line_after(text), "")

    def test_short_work_shows_nothing(self):
        self.assertEqual(watch("0.3"), [])

    def test_it_fits_a_narrow_terminal(self):
        text = "".join(part for _, part in watch("1.6", columns=24))
        self.assertIn("%", text)
        for drawing in text.split("\r"):
            self.assertLess(len(drawing.replace("\x1b[K", "")), 24)

    def test_there_is_none_where_it_is_not_wanted(self):
        self.assertEqual(watch("1.3", "quiet"), [])
        self.assertEqual(watch("1.3", term="dumb"), [])
        piped = subprocess.run([PROBE, "1.3"], capture_output=True, env={**os.environ, "TERM": "xterm"}, timeout=60)
        self.assertEqual((piped.stdout, piped.stderr), (b"the answer\n", b""))

    def test_solve_shows_it_and_leaves_the_terminal_to_its_answer(self):
        with tempfile.TemporaryDirectory() as folder:
            dispute = os.path.join(folder, "it.yaml")  # far more work than the time limit leaves time for
            subprocess.run([PROGRAM, "family", "d3-n31", "-o", dispute], check=True)
            solve = [PROGRAM, "-q", "solve", dispute, "--engine=dense", "--concepts=seq,sseq", "--json", "--time-limit=2.5"]
            self.assertEqual(watch_program(solve)[2], [])
            solve.remove("-q")
            code, out, seen = watch_program(solve)
        self.assertEqual(code, 5)  # the time limit
        self.assertFalse(json.loads(out)["complete"])
        text = "".join(part for _, part in seen)
        self.assertRegex(text, r"\] +\d+ %")
        self.assertNotIn("%", line_after(text))


if __name__ == "__main__":
    unittest.main()
