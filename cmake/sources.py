"""The project's C++ files and what they include; shared by the checks."""
import os
import re

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TREES = ("mockserver", "state", "recording", "conformance", "bench", "cmake", "fuzz")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def sources(suffixes=(".cpp", ".hpp")):
    """Paths relative to the root, sorted."""
    found = []
    for tree in TREES:
        for folder, folders, files in os.walk(os.path.join(ROOT, tree)):
            folders[:] = [name for name in folders if name not in ("node_modules", "build")]
            found += [os.path.relpath(os.path.join(folder, name), ROOT) for name in files if name.endswith(suffixes)]
    return sorted(found)


def text_of(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def includes(text):
    """(is_own, path) for each include directive; own ones are written in quotes."""
    return [(mark == '"', path) for mark, path in INCLUDE.findall(text)]


def own_header(path):
    """The file that an include in quotes means, relative to the root, or None."""
    for base in ("", "mockserver/"):
        if os.path.isfile(os.path.join(ROOT, base + path)):
            return base + path
    return None
