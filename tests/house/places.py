"""No file of the tree names a package host or a place on somebody's machine."""

import pathlib
import re
import sys

from files import files

# In pieces, so that this file does not find itself.
HOSTS = ["deb.debian" + ".org", "pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org",
         "proxy.golang" + ".org", "crates" + ".io", "snapshot.debian" + ".org", "archive.ubuntu" + ".com",
         "artifactregistry" + ".", "pkg.dev" + "/"]
FOLDERS = ["home/" + r"\w", "root" + "/", "work" + "/", "Users/" + r"\w", "tmp" + "/h" + r"\d"]
WRONG = re.compile("|".join([*map(re.escape, HOSTS), r"(?<![\w.*})~$-])/(?:" + "|".join(FOLDERS) + ")"]))


def main(root):
    wrong = []
    for path in files(root):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if match := WRONG.search(line):
                wrong.append(f"{path.relative_to(root)}:{number}: names {match[0]}")
    print("\n".join(wrong) or "no hosts, no private places")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
