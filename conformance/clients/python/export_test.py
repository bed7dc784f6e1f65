"""Exports of a running server: over the control surface, and as files at its start and end."""
import json
import os
import resource
import subprocess
import tempfile
import unittest
import urllib.error

from sandbox import PROGRAM, Sandbox


def start_and_end(*flags):
    """Exit code and complaint of a server that is not expected to come up."""
    done = subprocess.run([PROGRAM, "serve", "--port", "0", *flags], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stderr


def stopped(sandbox):
    """Exit code and complaint of a server that is told to end."""
    sandbox.process.terminate()
    return sandbox.process.wait(timeout=60)


class ExportTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def serve(self, *flags):
        sandbox = Sandbox(*flags)
        self.addCleanup(sandbox.process.wait)
        self.addCleanup(sandbox.process.kill)
        self.addCleanup(sandbox.process.stdout.close)
        return sandbox

    def changed(self, *flags):
        """A server in which something has happened."""
        sandbox = self.serve(*flags)
        sandbox.control("POST", "clock/advance", {"by": "8d"})
        sandbox.control("POST", "simulate/backup", {"userName": "anna@company1.example", "systemName": "ANNA-MAC",
                                                    "step": "Completed", "files": {"uploadedBytes": 4096}})
        sandbox.control("POST", "simulate/entity", {"entityId": 311, "status": "Cancelled"})
        return sandbox

    def test_an_export_imported_elsewhere_is_exported_again_to_the_byte(self):
        exported = self.changed().control_bytes("GET", "export")
        other = self.serve("--seed", "77")
        self.assertNotEqual(other.control_bytes("GET", "export"), exported)
        self.assertEqual(other.control("POST", "import", json.loads(exported))["world"], "default")
        self.assertEqual(other.control_bytes("GET", "export"), exported)
        other.control("POST", "simulate/shadowprotect", {"fails": True})
        other.control("POST", "reset")
        self.assertEqual(other.control_bytes("GET", "export"), exported, "reset goes back to what was imported")

    def test_a_bad_import_names_every_problem_and_changes_nothing(self):
        sandbox = self.serve()
        before = sandbox.control_bytes("GET", "export")
        world = json.loads(before)
        world["entities"][1]["parentId"] = 4711
        world["schedule"][0]["at"] = "soon"
        with self.assertRaises(urllib.error.HTTPError) as refused:
            sandbox.control("POST", "import", world)
        self.assertEqual(refused.exception.code, 400)
        error = json.load(refused.exception)["error"]
        self.assertEqual((error["code"], error["path"]), ("bad-world", "/entities/1/parentId"))
        self.assertEqual([one["path"] for one in error["problems"]], ["/entities/1/parentId", "/schedule/0/at"])
        with self.assertRaises(urllib.error.HTTPError) as refused:
            sandbox.control_bytes("POST", "import", b'{"entities": [')
        self.assertEqual(json.load(refused.exception)["error"]["code"], "bad-json")
        self.assertEqual(sandbox.control_bytes("GET", "export"), before)

    def test_the_state_of_one_server_is_the_start_of_the_next(self):
        file = self.path("world.json")
        first = self.changed("--export-on-exit", file)
        exported = first.control_bytes("GET", "export")
        self.assertEqual(stopped(first), 0)
        with open(file, "rb") as written:
            self.assertEqual(written.read(), exported)
        self.assertEqual(self.serve("--import", file).control_bytes("GET", "export"), exported)

    def test_an_import_takes_the_place_of_what_a_database_holds(self):
        database, file = self.path("sandbox.db"), self.path("world.json")
        sandbox = self.changed("--db", database, "--export-on-exit", file)
        exported = sandbox.control_bytes("GET", "export")
        self.assertEqual(stopped(sandbox), 0)

        sandbox = self.serve("--db", database)
        sandbox.control("POST", "reset")
        self.assertNotEqual(sandbox.control_bytes("GET", "export"), exported)
        self.assertEqual(stopped(sandbox), 0)
        sandbox = self.serve("--db", database, "--import", file)
        self.assertEqual(sandbox.control_bytes("GET", "export"), exported)
        self.assertEqual(stopped(sandbox), 0)
        self.assertEqual(self.serve("--db", database).control_bytes("GET", "export"), exported)

    def test_an_export_that_cannot_be_written_is_told_and_keeps_the_old_one(self):
        with open(self.path("world.json"), "w") as old:
            old.write("old")
        sandbox = self.serve("--export-on-exit", old.name)
        resource.prlimit(sandbox.process.pid, resource.RLIMIT_FSIZE, (10000, resource.RLIM_INFINITY))
        self.assertEqual(stopped(sandbox), 8)
        with open(old.name) as kept:
            self.assertEqual(kept.read(), "old")
        self.assertEqual(os.listdir(self.folder), ["world.json"])

        self.assertEqual(stopped(self.serve("--export-on-exit", "/dev/full")), 8)
        code, complaint = start_and_end("--export-on-exit", self.path("missing/world.json"))
        self.assertEqual(code, 8)
        self.assertIn("missing/world.json: cannot be written: its directory: No such file or directory", complaint)

    def test_an_import_that_cannot_be_used_is_told(self):
        with open(self.path("bad.json"), "w") as bad:
            bad.write('{"entities": []}')
        code, complaint = start_and_end("--import", bad.name)
        self.assertEqual(code, 3)
        self.assertIn(f"--import {bad.name}: /entities: must have at least 1 item", complaint)
        code, complaint = start_and_end("--import", bad.name, "--world", bad.name)
        self.assertEqual(code, 2)
        self.assertIn("--world", complaint)


if __name__ == "__main__":
    unittest.main()
