"""The files of the tree, as git sees them; without git, everything but build/."""

import os
import pathlib
import subprocess


def files(root):
    listing = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        names = subprocess.run(listing, check=True, capture_output=True).stdout.decode().split("\0")
        paths = [root / name for name in names if name]
    except (OSError, subprocess.CalledProcessError):
        paths = []
        for folder, folders, names in os.walk(root):
            folders[:] = [f for f in folders if f not in {".git", "build"}]
            paths += [pathlib.Path(folder) / name for name in names]
    return sorted(path for path in paths if path.is_file())
