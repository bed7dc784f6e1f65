#!/usr/bin/env python3
"""Tests of check_rooms.py."""
import unittest

from check_rooms import forbidden


class CheckRooms(unittest.TestCase):
    def test_includes_along_the_arrows_pass(self):
        self.assertEqual(forbidden("mockserver/http/a.cpp", '#include "wire/x.hpp"\n#include "http/b.hpp"\n'), [])
        self.assertEqual(forbidden("mockserver/services/serve.cpp", '#include "wire/x.hpp"\n'), [])
        self.assertEqual(forbidden("conformance/a.cpp", '#include "services/catalog.hpp"\n#include <httplib.h>\n'), [])
        self.assertEqual(forbidden("conformance/endpoints/in_process.cpp", '#include "http/application.hpp"\n'), [])
        self.assertEqual(forbidden("conformance/drift/a.cpp", '#include "overlay/overlay.hpp"\n'), [])
        self.assertEqual(forbidden("state/a.cpp", '#include <sqlite3.h>\n#include "cmake/embedded.hpp"\n'), [])

    def test_includes_against_the_arrows_are_found(self):
        for path, line in (
            ("mockserver/contract/a.hpp", '#include "wire/x.hpp"'),
            ("mockserver/wire/a.cpp", '#  include "state/x.hpp"'),
            ("mockserver/services/cancel_entity.cpp", '#include "wire/x.hpp"'),
            ("state/a.cpp", '#include "contract/x.hpp"'),
            ("conformance/a.cpp", '#include "services/call.hpp"'),
            ("conformance/a.cpp", '#include "http/server.hpp"'),
            ("conformance/a.cpp", '#include "overlay/overlay.hpp"'),
            ("mockserver/http/a.cpp", '#include "state/x.hpp"'),
            ("mockserver/wire/a.cpp", '#include "elsewhere/x.hpp"'),
        ):
            self.assertEqual(len(forbidden(path, line)), 1, (path, line))

    def test_libraries_outside_their_rooms_are_found(self):
        for path, line in (
            ("mockserver/wire/a.cpp", "#include <httplib.h>"),
            ("mockserver/control/a.cpp", "#include <sqlite3.h>"),
            ("mockserver/wire/a.cpp", "#include <pugixml.hpp>"),
            ("mockserver/contract/a.hpp", "#include <nlohmann/json.hpp>"),
        ):
            self.assertEqual(len(forbidden(path, line)), 1, (path, line))

    def test_tests_may_include_anything(self):
        self.assertEqual(forbidden("mockserver/wire/a_test.cpp", '#include "state/x.hpp"\n#include <pugixml.hpp>'), [])


if __name__ == "__main__":
    unittest.main()
