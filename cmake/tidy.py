#!/usr/bin/env python3
"""Runs clang-tidy over the sources (not the tests), remembering what was clean: tidy.py <build directory>.

A file is looked at again when it, a header of ours it includes, or .clang-tidy has changed.
"""
import concurrent.futures
import hashlib
import json
import os
import subprocess
import sys

import sources

BUILT_ELSEWHERE = ("bench/", "mockserver/fuzz/")  # not part of the preset whose compile commands are used


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
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        compiled = {os.path.relpath(entry["file"], sources.ROOT) for entry in json.load(file)}
    paths = [
        path
        for path in sources.sources((".cpp",))
        if not path.endswith("_test.cpp") and not path.startswith(BUILT_ELSEWHERE)
    ]
    forgotten = [path for path in paths if path not in compiled]
    for path in forgotten:
        print(f"{path}: no CMakeLists.txt names this file")
    paths = [path for path in paths if path in compiled]
    clean = not forgotten
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for is_clean, complaints in pool.map(lambda path: check(path, build, stamps), paths):
            clean = clean and is_clean
            print(complaints, end="")
    print(f"clang-tidy: {len(paths)} files, {'clean' if clean else 'with complaints'}.")
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
