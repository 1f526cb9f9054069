"""docs/pictures/KIND.svg is what `standoff figure KIND lithuania-belarus` draws, and every picture that a page shows is there.

With STANDOFF_UPDATE_GOLDEN=1 the drawings are made anew.
"""

import os
import pathlib
import re
import subprocess
import sys

IMAGE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)|<img[^>]*\ssrc=\"([^\"]+)\"")


def main(root, program):
    wrong = []
    update = os.environ.get("STANDOFF_UPDATE_GOLDEN") == "1"
    drawings = sorted((root / "docs/pictures").glob("*.svg"))
    for path in drawings:
        done = subprocess.run([program, "figure", path.stem, "lithuania-belarus"], capture_output=True)
        if done.returncode != 0:
            wrong.append(f"{path}: {done.stderr.decode()}")
        elif done.stdout != path.read_bytes():
            if update:
                path.write_bytes(done.stdout)
            else:
                wrong.append(f"{path} is not what the program draws; STANDOFF_UPDATE_GOLDEN=1 draws it anew")
    shown = 0
    for page in [root / "README.md", *root.glob("docs/**/*.md")]:
        for match in IMAGE.finditer(page.read_text(encoding="utf-8")):
            target = match[1] or match[2]
            if "://" in target:
                wrong.append(f"{page}: {target} is not in the tree")
            elif not (page.parent / target).is_file():
                wrong.append(f"{page}: there is no {target}")
            else:
                shown += 1
    print("\n".join(wrong) or f"{len(drawings)} drawings are what the program draws; {shown} pictures are there")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]), sys.argv[2]))
