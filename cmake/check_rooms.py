#!/usr/bin/env python3
"""Checks that includes follow the arrows between the rooms, and that each library stays in its rooms.

Prints one line per forbidden include and ends with 1 if there is any.
"""
import sys

import sources

# A room and the rooms it may include. Tests may include any.
ARROWS = {
    "cli": set(),
    "contract": set(),
    "wire": {"contract"},
    "describe": {"contract"},
    "overlay": {"contract", "wire"},
    "state": set(),
    "services": {"contract", "state", "wire"},
    "smtp": set(),
    "control": {"contract", "smtp", "state"},
    "http": {"cli", "contract", "control", "describe", "overlay", "services", "smtp", "wire"},
    "recording": set(),
    "proxy": {"control", "http", "recording"},
    "main": {"control", "describe", "http", "overlay", "proxy", "recording", "services"},
    "conformance": {"cli", "contract", "recording"},
    "bench": {"contract", "control", "describe", "http", "services", "state", "wire"},
    "fuzz": {"contract", "control", "describe", "http", "services", "state", "wire"},
    "cmake": set(),
}
EXCEPTIONS = {("conformance", "services/catalog.hpp")}  # how the harness reaches the contract's tables
IN_PROCESS = "conformance/endpoints/in_process"  # the endpoint that runs the server within the harness
DRIFT = "conformance/drift/"  # compares a target's WSDL with the contract, as the server does with --wsdl
# Of services, only the generic engine reads and writes messages: the pipeline, and what it tells of a refusal.
SERVE_ONLY = "wire"
ENGINE = ("mockserver/services/serve", "mockserver/services/circumstances")

# The beginning of a library's header and the rooms that may use it.
LIBRARIES = {
    "httplib.h": {"http", "proxy", "conformance", "bench"},
    "openssl/": {"http"},
    "sqlite3.h": {"state"},
    "expat.h": {"wire"},
    "pcre2.h": {"wire"},
    "curl/": {"smtp"},
    "pugixml.hpp": {"conformance"},
    "nlohmann/": {"control", "describe", "http", "recording", "conformance", "bench"},
    "zlib.h": {"proxy"},
    "valijson/": {"control", "conformance"},
    "CLI/": {"cli", "http", "conformance", "bench"},
    "benchmark/": {"bench"},
}


def room_of(path):
    """The room a file stands in, or that an include names: "mockserver/wire/x.hpp" and "wire/x.hpp" alike."""
    parts = path.split("/")
    if parts[0] == "mockserver":
        return parts[1] if len(parts) > 2 else "main"
    return parts[0]


def is_test(path):
    name = path.rsplit("/", 1)[-1]
    return name.endswith("_test.cpp") or name.startswith("test_")


def forbidden(path, text):
    """What is wrong with one file's includes, in words."""
    if is_test(path):
        return []
    room = room_of(path)
    wrong = []
    for is_own, target in sources.includes(text):
        if not is_own:
            for header, rooms in LIBRARIES.items():
                if target.startswith(header) and room not in rooms:
                    wrong.append(f"<{target}> is for {', '.join(sorted(rooms))} only")
            continue
        other = room_of(target)
        if other in (room, "cmake") or (room, target) in EXCEPTIONS:
            continue
        if path.startswith(IN_PROCESS) and other == "http":
            continue
        if path.startswith(DRIFT) and other == "overlay":
            continue
        if other not in ARROWS:
            wrong.append(f'"{target}" is in no room')
        elif other not in ARROWS.get(room, set()):
            wrong.append(f'"{target}": {room} may not include {other}')
        elif room == "services" and other == SERVE_ONLY and not path.startswith(ENGINE):
            wrong.append(f'"{target}": only {" and ".join(ENGINE)} may include {SERVE_ONLY}')
    return wrong


def main():
    complaints = [f"{path}: {what}" for path in sources.sources() for what in forbidden(path, sources.text_of(path))]
    print("\n".join(complaints) if complaints else "All includes follow the arrows.")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
