#!/usr/bin/env python3
"""Makes the Debian package, installs it in a root that holds nothing but Debian's required packages and what the
package says it needs, and runs it there as the Dockerfile says: the same user, environment, start and health check.

package_test.py <build directory> <Dockerfile>
"""
import gzip
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request

AS_ROOT = [] if os.geteuid() == 0 else ["sudo", "-n"]


def run(command, **options):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-3000:]}")
    return done.stdout


def sources():
    """Where this machine has Debian from: the files that apt reads for it."""
    found = [pathlib.Path("/etc/apt/sources.list"), *sorted(pathlib.Path("/etc/apt/sources.list.d").glob("*"))]
    return [str(path) for path in found if path.is_file() and "bookworm" in path.read_text() and "/debian" in path.read_text()]


def dockerfile(path):
    """The last stage's settings: environment, health check, entry point and command."""
    stage = path.read_text().split("\nFROM ")[-1]
    command = lambda word: json.loads(re.search(rf"{word} (\[.*\])", stage).group(1))
    return {
        "environment": dict(re.findall(r"^ENV (\w+)=(.*)$", stage, re.M)),
        "user": re.search(r"^RUN (useradd .*)$", stage, re.M).group(1).split(),
        "health": command("HEALTHCHECK.* CMD"),
        "start": command("\nENTRYPOINT") + command("\nCMD"),
    }


def main():
    build, description = pathlib.Path(sys.argv[1]), dockerfile(pathlib.Path(sys.argv[2]))
    with tempfile.TemporaryDirectory() as folder:
        packages, root = pathlib.Path(folder, "packages"), pathlib.Path(folder, "root")
        run(["cpack", "-G", "DEB", "-B", str(packages), "--config", str(build / "CPackConfig.cmake")])
        (package,) = packages.glob("*.deb")
        needs = run(["dpkg-deb", "-f", str(package), "Depends"])
        names = [re.split(r"[ |]", one.strip())[0] for one in needs.split(",")]
        assert "libsqlite3-0" in names and "libc6" in names, needs
        try:
            run([*AS_ROOT, "mmdebstrap", "--quiet", "--mode=root", "--variant=required", "--include=" + ",".join(names),
                 "bookworm", str(root), *sources()])
            run([*AS_ROOT, "dpkg", "--root=" + str(root), "-i", str(package)])
            check_files(root)
            check_programs(root, description)
        finally:
            subprocess.run([*AS_ROOT, "rm", "-rf", str(root)], check=False)
    print("The package holds what it should and runs in a clean root.")


def check_files(root):
    for program in ("mockserver", "conformance"):
        page = gzip.decompress((root / f"usr/share/man/man1/{program}.1.gz").read_bytes()).decode()
        assert page.startswith(f".TH {program.upper()} 1"), page[:80]
        script = root / f"usr/share/bash-completion/completions/{program}"
        words = run(["bash", "-c", f"source {script}; COMP_WORDS=({program} ''); COMP_CWORD=1; _{program}; echo ${{COMPREPLY[*]}}"])
        assert ("serve" if program == "mockserver" else "run") in words.split(), words
    world = json.loads((root / "usr/share/partner-api-sandbox/worlds/default.json").read_text())
    assert world["name"] == "default"
    assert (root / "usr/share/doc/partner-api-sandbox/copyright").is_file()


def check_programs(root, description):
    inside = [*AS_ROOT, "chroot", str(root)]
    run([*inside, *description["user"]])
    user = description["user"][-1]
    as_user = [*AS_ROOT, "chroot", f"--userspec={user}:{user}", str(root), "env", *[f"{k}={v}" for k, v in description["environment"].items()]]
    listing = run([*as_user, "conformance", "run", "EntityManagementService/GetEntityHierarchy/*"])
    assert "passed" in listing, listing
    server = subprocess.Popen([*as_user, *description["start"], "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        port = json.loads(server.stdout.readline())["port"]
        url = f"http://127.0.0.1:{port}"
        assert run([*as_user, *description["health"], "--url", url]) == "ready\n"
        with urllib.request.urlopen(f"{url}/WebApi/AccountManagementService/EntityManagementService.asmx?WSDL") as answer:
            assert b"GetEntityHierarchy" in answer.read()
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0, server.returncode
    gone = subprocess.run([*as_user, *description["health"], "--url", url], capture_output=True, text=True, check=False)
    assert gone.returncode == 1 and "not ready" in gone.stderr, gone


if __name__ == "__main__":
    main()
