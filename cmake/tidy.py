#!/usr/bin/env python3
"""Runs clang-tidy over the sources (not the tests), remembering what was clean: tidy.py <build directory>.

A file is looked at again when it, a header of ours it includes, or .clang-tidy has changed.
"""
import concurrent.futures
import hashlib
import os
import subprocess
import sys

import sources


def content_reached(path, seen):
    """The file's text and that of every header of ours it reaches."""
    if path in seen:
        return ""
    seen.add(path)
    text = sources.text_of(path)
    reached = [sources.own_header(target) for is_own, target in sources.includes(text) if is_own]
    return text + "".join(content_reached(header, seen) for header in reached if header)


def check(path, build, stamps):
    content = sources.text_of(".clang-tidy") + content_reached(path, set())
    stamp = os.path.join(stamps, hashlib.sha256((path + content).encode()).hexdigest())
    if os.path.exists(stamp):
        return True, ""
    done = subprocess.run(["clang-tidy", "-p", build, "--quiet", path], cwd=sources.ROOT, capture_output=True, text=True)
    if done.returncode == 0:
        open(stamp, "w").close()
        return True, ""
    return False, done.stdout or done.stderr


def main():
    build = os.path.abspath(sys.argv[1])
    stamps = os.path.join(build, "tidy")
    os.makedirs(stamps, exist_ok=True)
    paths = [path for path in sources.sources((".cpp",)) if not path.endswith("_test.cpp")]
    clean = True
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for is_clean, complaints in pool.map(lambda path: check(path, build, stamps), paths):
            clean = clean and is_clean
            print(complaints, end="")
    print(f"clang-tidy: {len(paths)} files, {'clean' if clean else 'with complaints'}.")
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
