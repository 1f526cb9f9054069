"""Runs the transcripts in README.md and docs/ and compares what they show with what happens.

A transcript is a fenced block marked `console`. In it, a line `$ ./standoff ...` or
`$ standoff ...` is run by bash, in a folder that is fresh for each page and holds a copy of
disputes/; the lines up to the next `$ ` are what it must print, on stdout and stderr together. A
line `...` stands for any number of lines. Other commands (`$ git clone ...`) are not run. A command may
end in `\\` and go on in the next line.

With STANDOFF_UPDATE_GOLDEN=1 the pages are rewritten to show what happens; read the diff.
"""

import difflib
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

FENCE = re.compile(r"^(\s*)(`{3,})\s*console\s*$")
RUN = re.compile(r"^(?:[A-Z_]+=\S*\s+)*(?:\S+ .*\|\s*)?(?:\./)?standoff(?:\s|$)")


def matches(shown, real):
    """True when the lines `shown` describe the lines `real`; "..." is any number of lines."""
    if not shown:
        return not real
    if shown[0].strip() == "...":
        return any(matches(shown[1:], real[k:]) for k in range(len(real) + 1))
    return bool(real) and shown[0] == real[0] and matches(shown[1:], real[1:])


def transcripts(lines):
    """(first, last, indent) of the inside of each console block."""
    first = None
    for number, line in enumerate(lines):
        if first is None:
            if match := FENCE.match(line):
                first, indent, fence = number + 1, match[1], match[2]
        elif line.strip() == fence:
            yield first, number, indent
            first = None


def steps(block):
    """(command, lines of the command, lines shown) for each `$ ` of a block."""
    found, k = [], 0
    while k < len(block):
        if not block[k].startswith("$ "):
            k += 1
            continue
        written = [block[k]]
        while written[-1].endswith("\\") and k + 1 < len(block):
            k += 1
            written.append(block[k])
        k += 1
        shown = []
        while k < len(block) and not block[k].startswith("$ "):
            shown.append(block[k])
            k += 1
        command = "\n".join(written)[2:].replace("\n> ", "\n")
        found.append((command, written, shown))
    return found


class Place:
    """Where the commands of one page run."""

    def __init__(self, folder, root, program):
        here = pathlib.Path(folder) / "standoff"
        here.mkdir()
        self.here = here
        if (root / "disputes").is_dir():
            shutil.copytree(root / "disputes", here / "disputes")
        launcher = here / "standoff"
        launcher.write_text(f'#!/bin/sh\nexec {shlex.quote(str(program))} "$@"\n')
        launcher.chmod(0o755)
        self.environment = {
            "PATH": f"{here}:{os.environ.get('PATH', '/usr/bin:/bin')}",
            "HOME": folder, "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "TERM": "dumb",
        }

    def run(self, command):
        done = subprocess.run(["bash", "-c", command], cwd=self.here, env=self.environment,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=120)
        return [line.rstrip() for line in done.stdout.decode("utf-8", "replace").splitlines()]


def check_page(page, name, root, program, update):
    """The number of commands run and what is wrong with the page."""
    with tempfile.TemporaryDirectory(prefix="standoff-examples-") as folder:
        return check_page_in(Place(folder, root, program), page, name, update)


def check_page_in(place, page, name, update):
    lines = page.read_text(encoding="utf-8").splitlines()
    wrong, ran, changes = [], 0, []
    for first, last, indent in transcripts(lines):
        block = [line.removeprefix(indent) for line in lines[first:last]]
        fresh, changed = [], False
        for command, written, shown in steps(block):
            fresh += written
            if not RUN.match(command):
                fresh += shown
                continue
            ran += 1
            real = place.run(command)
            wanted = [line.rstrip() for line in shown]
            while wanted and not wanted[-1]:
                wanted.pop()  # an empty line before the next command is layout
            layout = shown[len(wanted):]
            while real and not real[-1]:
                real.pop()
            if matches(wanted, real):
                fresh += shown
                continue
            changed = True
            fresh += real + layout
            diff = "\n".join(difflib.unified_diff(wanted, real, "shown", "real", lineterm=""))
            wrong.append(f"{name}:{first + 1}: `{command}` prints something else\n{diff}")
        if changed:
            changes.append((first, last, [(indent + line).rstrip() for line in fresh]))
    if update and changes:
        for first, last, fresh in reversed(changes):
            lines[first:last] = fresh
        page.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{name}: rewritten")
        return ran, []
    return ran, wrong


def main(root, program):
    update = os.environ.get("STANDOFF_UPDATE_GOLDEN") == "1"
    total, wrong = 0, []
    for page in [root / "README.md", *sorted(root.glob("docs/**/*.md"))]:
        if not page.is_file():
            continue
        ran, complaints = check_page(page, page.relative_to(root), root, program, update)
        total += ran
        wrong += complaints
    print("\n\n".join(wrong) or f"{total} commands print what the pages show")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()))
