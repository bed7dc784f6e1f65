"""The README's helpers do what the README says, each in its own language."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

from sandbox import SandboxTestCase

README = pathlib.Path(__file__).parents[3] / "README.md"


def helper(language):
    """The block of a language in the README's chapter on helpers."""
    chapter = re.search(r"^## Helpers to copy\n(.*?)^## ", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE).group(1)
    return re.search(rf"^```{language}\n(.*?)^```", chapter, re.DOTALL | re.MULTILINE).group(1)


class Helpers(SandboxTestCase):
    def run_helper(self, language, file, *commands):
        source = helper(language)
        self.assertIn("http://localhost:8080", source)
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, file).write_text(source.replace("http://localhost:8080", self.sandbox.url), encoding="utf-8")
            for command in commands:
                done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False,
                                      env={**os.environ, "HOME": folder})
                self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        url, now = done.stdout.split()
        self.assertTrue(url.startswith(self.sandbox.url + "/sandboxes/"), url)
        self.assertGreater(now, self.sandbox.control("POST", "clock/advance", {"by": "7d"})["now"])
        self.assertEqual(["default"], [one["id"] for one in self.sandbox.control("GET", "sandboxes")["sandboxes"]])

    def test_python(self):
        self.run_helper("python", "helper.py", [sys.executable, "helper.py"])

    def test_node(self):
        self.run_helper("js", "helper.mjs", ["node", "helper.mjs"])

    def test_c_sharp(self):
        self.run_helper("csharp", "Sandbox.cs", ["mcs", "-r:System.Net.Http", "Sandbox.cs"], ["mono", "Sandbox.exe"])

    def test_java(self):
        self.run_helper("java", "Sandbox.java", ["java", "Sandbox.java"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
