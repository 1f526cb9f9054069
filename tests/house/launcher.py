"""Does ./standoff behave? Tried on a tiny project with the real launcher, presets and scripts.

The tree lies in a folder with a space in its name; apt-get and dpkg-query are stand-ins, so that
nothing is installed here.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(sys.argv.pop(1)).resolve()

CMAKE = """cmake_minimum_required(VERSION 3.25)
project(tiny LANGUAGES CXX)
file(GLOB sources CONFIGURE_DEPENDS *.cpp)
add_executable(standoff ${sources})
"""
PROGRAM = """#include <iostream>
#include <string>
int main(int argc, char** argv) {
  std::cout << "hello";
  for (int k = 1; k < argc; ++k) std::cout << " [" << argv[k] << "]";
  std::string line;
  if (argc > 1 && std::string(argv[1]) == "-") { std::getline(std::cin, line); std::cout << line; }
  std::cout << "\\n";
  return argc > 1 && std::string(argv[1]) == "seven" ? 7 : 0;
}
"""
DPKG = """#!/bin/sh
for last; do :; done
[ -f "$FAKE/$last" ] && printf installed
[ -f "$FAKE/$last" ]
"""
APT = """#!/bin/sh
echo "apt-get $*" >> "$FAKE/calls"
case " $* " in
  *" update "*) touch "$FAKE/lists" ;;
  *" install "*)
    [ -f "$FAKE/lists" ] || exit 100
    for word; do case $word in -*|install|*=*) ;; *) touch "$FAKE/$word" ;; esac; done ;;
esac
"""


class Launcher(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        top = pathlib.Path(self.folder.name)
        self.tree = top / "a place"
        self.elsewhere = top / "else where"
        self.fake = top / "fake"
        tools = top / "tools"
        for folder in (self.tree, self.elsewhere, self.fake, tools):
            folder.mkdir()
        for name in ("standoff", "CMakePresets.json"):
            shutil.copy(ROOT / name, self.tree)
        shutil.copytree(ROOT / "scripts", self.tree / "scripts")
        (self.tree / "CMakeLists.txt").write_text(CMAKE)
        (self.tree / "main.cpp").write_text(PROGRAM)
        for name, text in (("dpkg-query", DPKG), ("apt-get", APT), ("sudo", '#!/bin/sh\nshift\nexec "$@"\n')):
            (tools / name).write_text(text)
            (tools / name).chmod(0o755)
        self.environment = dict(os.environ, PATH=f"{tools}:{os.environ['PATH']}", FAKE=str(self.fake))

    def tearDown(self):
        self.folder.cleanup()

    def run_it(self, *arguments, program=None, **more):
        return subprocess.run([program or self.tree / "standoff", *arguments], cwd=self.elsewhere, text=True,
                              env=self.environment, capture_output=True, timeout=300, **more)

    def test_from_nothing_to_the_answer(self):
        first = self.run_it("one", "two words")
        self.assertEqual((first.returncode, first.stdout), (0, "hello [one] [two words]\n"), first.stderr)
        self.assertIn("installing g++", first.stderr)
        self.assertIn("building", first.stderr)
        calls = (self.fake / "calls").read_text().splitlines()
        self.assertEqual(len(calls), 3, calls)  # no lists: install fails, update, install
        self.assertIn(" update", calls[1])

        begin = time.monotonic()
        second = self.run_it("seven")
        took = time.monotonic() - begin
        self.assertEqual((second.returncode, second.stdout, second.stderr), (7, "hello [seven]\n", ""))
        self.assertLess(took, 5)  # about 0.1 s; the bound is for machines that are busy
        self.assertEqual(len((self.fake / "calls").read_text().splitlines()), 3)

        link = self.elsewhere / "a link"
        link.symlink_to(self.tree / "standoff")
        self.assertEqual(self.run_it("x", program=link).stdout, "hello [x]\n")
        self.assertEqual(self.run_it("-", input="typed\n").stdout, "hello [-]typed\n")

        # A changed source is built, a new one is noticed, a broken one is shown.
        (self.tree / "main.cpp").write_text(PROGRAM.replace("hello", "good day"))
        changed = self.run_it()
        self.assertEqual(changed.stdout, "good day\n")
        self.assertIn("building", changed.stderr)
        (self.tree / "broken.cpp").write_text("#error this is broken\n")
        broken = self.run_it()
        self.assertNotEqual(broken.returncode, 0)
        self.assertEqual(broken.stdout, "")
        self.assertIn("this is broken", broken.stderr)
        self.assertIn("this is broken", (self.tree / "build/launch/log").read_text())
        (self.tree / "broken.cpp").unlink()
        self.assertEqual(self.run_it().stdout, "good day\n")

        # A copy together with its build folder builds its own source.
        copy = self.elsewhere / "copy"
        shutil.copytree(self.tree, copy)
        (copy / "main.cpp").write_text(PROGRAM.replace("hello", "copied"))
        self.assertEqual(self.run_it(program=copy / "standoff").stdout, "copied\n")
        self.assertEqual(self.run_it().stdout, "good day\n")

    def test_two_first_calls_at_once(self):
        both = [subprocess.Popen([self.tree / "standoff", str(k)], cwd=self.elsewhere, text=True, env=self.environment,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE) for k in range(2)]
        for k, process in enumerate(both):
            out, err = process.communicate(timeout=300)
            self.assertEqual((process.returncode, out), (0, f"hello [{k}]\n"), err)
        self.assertEqual(len((self.fake / "calls").read_text().splitlines()), 3)

    def test_packages_that_cannot_be_had(self):
        (self.fake / "lists").mkdir()  # `touch` succeeds, the test for a file does not
        failed = self.run_it()
        self.assertEqual(failed.returncode, 70)
        self.assertIn("could not be installed", failed.stderr)


if __name__ == "__main__":
    if not shutil.which("cmake") or not shutil.which("ninja"):
        sys.exit(77)
    unittest.main()
