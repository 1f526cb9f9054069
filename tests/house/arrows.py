"""Holds the rooms of src/ and include/ to the arrows of ARCHITECTURE.md.

Reads #include lines only: a room includes nothing but itself, the rooms below it and the
third-party headers that enter there.
"""

import pathlib
import re
import sys

MAY_USE = {
    "text": set(),
    "model": set(),
    "graph": {"model"},
    "stability": {"graph", "model"},
    "diagram": {"model"},
    "dense": {"diagram", "stability", "graph", "model"},
    "symbolic": {"diagram", "stability", "graph", "model"},
    "analysis": {"dense", "symbolic", "diagram", "stability", "graph", "model"},
    "io": {"text", "model", "graph"},
    "report": {"io", "text", "analysis", "stability", "graph", "model"},
    "figure": {"report", "text", "analysis", "stability", "graph", "model"},
    "page": {"figure", "report", "io", "text", "analysis", "stability", "graph", "model"},
    "serve": {"page", "figure", "report", "io", "text", "analysis", "stability", "graph", "model"},
    "cli": {"serve", "page", "figure", "report", "io", "text"},
}

# The public headers, by the room that implements them.
HEADERS = {
    "ids": "model",
    "count": "model",
    "option_set": "model",
    "formula": "model",
    "model": "model",
    "variants": "model",
    "measures": "model",
    "state_set": "graph",
    "graph": "graph",
    "calculus": "stability",
    "solution_concept": "stability",
    "replay": "stability",
    "coalition": "stability",
    "analysis": "analysis",
    "solve": "analysis",
    "ask": "analysis",
    "levers": "analysis",
    "reorder": "analysis",
    "orders": "analysis",
    "robust": "analysis",
    "timeline": "analysis",
    "hypergame": "analysis",
    "deals": "analysis",
    "diff": "analysis",
    "replay_deals": "analysis",
    "evidence": "text",
    "problem": "io",
    "load": "io",
    "standoff": "report",  # all of them in one
}
# Any room may speak of a dispute; cli also hands answers from one room to the next.
HEADERS_FOR = {room: may | {room} for room, may in MAY_USE.items()}
HEADERS_FOR["text"] |= {"model"}
HEADERS_FOR["cli"] |= set(MAY_USE)

# Third-party headers and the places they may enter at.
THIRD_PARTY = {
    "yaml.h": ["io/yaml_events.cpp"],
    "nlohmann/": ["io/", "report/json", "page/json", "serve/"],
    "CLI/": ["cli/"],
    "openssl/": ["text/"],
    "utf8proc.h": ["text/"],
    "fmt/": ["text/", "report/", "figure/", "page/", "serve/", "cli/"],
    "boost/": ["serve/"],
    "kainjow/": ["page/"],
    "hwy/": ["dense/"],
    "oneapi/tbb/": ["dense/"],
    "gmpxx.h": ["analysis/exact.hpp"],
}
SYSTEM_HEADERS_FOR = {"cli", "io", "serve"}  # <unistd.h>, <signal.h> and the like

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def includes(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if match := INCLUDE.match(line):
            yield number, match[1] == '"', match[2]


def complaint(room, inside, quoted, target):
    """What is wrong with `room` (file `inside` src/) including `target`; None when nothing is."""
    if target.startswith("standoff/"):
        header = target.removeprefix("standoff/").removesuffix(".hpp")
        owner = HEADERS.get(header)
        if owner is None:
            return f"<{target}> has no room yet; add it to HEADERS in tests/house/arrows.py"
        if owner not in HEADERS_FOR[room]:
            return f"{room} must not know {owner} (<{target}>)"
        return None
    if quoted:
        other = target.split("/")[0]
        if other not in MAY_USE:
            return f'"{target}" names no room'
        if other != room and other not in MAY_USE[room]:
            return f"{room} must not know {other} ({target})"
        return None
    for start, places in THIRD_PARTY.items():
        if target.startswith(start):
            if any(inside.startswith(place) for place in places):
                return None
            return f"<{target}> enters only at {', '.join(places)}"
    if target.endswith(".h") or "/" in target:
        if room in SYSTEM_HEADERS_FOR and "/" not in target.removeprefix("sys/"):
            return None
        return f"<{target}> is neither the standard library's nor known to tests/house/arrows.py"
    return None


TYPE = re.compile(r"^(?:struct|class|enum class) (\w+)(?: final)?(?: :[^;]*)?(?: \{.*)?$")


def one_name_one_type(root):
    """Two headers that define the same name in the same namespace: which one counts is then chance."""
    places, wrong = {}, []
    for path in sorted([*root.glob("src/**/*.hpp"), *root.glob("include/standoff/*.hpp")]):
        namespace = ""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if match := re.match(r"^namespace (\S+) \{", line):
                namespace = match[1]
            elif match := TYPE.match(line):
                here = f"{path}:{number}"
                if other := places.setdefault((namespace, match[1]), here):
                    if other != here:
                        wrong.append(f"{here}: {namespace}::{match[1]} is defined at {other} too")
    return wrong


def main(root):
    wrong = []
    for path in sorted(root.glob("src/**/*")):
        if path.suffix not in {".cpp", ".hpp", ".def"}:
            continue
        inside = path.relative_to(root / "src").as_posix()
        room = inside.split("/")[0]
        if room not in MAY_USE:
            wrong.append(f"{path}: no such room in ARCHITECTURE.md")
            continue
        for number, quoted, target in includes(path):
            if what := complaint(room, inside, quoted, target):
                wrong.append(f"{path}:{number}: {what}")
    for path in sorted(root.glob("include/standoff/*.hpp")):
        room = HEADERS.get(path.stem)
        if room is None:
            wrong.append(f"{path}: has no room yet; add it to HEADERS in tests/house/arrows.py")
            continue
        for number, quoted, target in includes(path):
            if quoted and not target.startswith("standoff/"):
                wrong.append(f"{path}:{number}: a public header includes only public headers")
            elif what := complaint(room, "", quoted, target):
                wrong.append(f"{path}:{number}: {what}")
    wrong += one_name_one_type(root)
    for path in [*root.glob("tests/oracle/*"), *root.glob("tests/random/*")]:
        if path.suffix not in {".cpp", ".hpp"}:
            continue
        for number, quoted, target in includes(path):
            if target.startswith("standoff/") or target.split("/")[0] in MAY_USE:
                wrong.append(f"{path}:{number}: the oracle shares no code with the engine ({target})")
    print("\n".join(wrong) or "every arrow points down")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
