"""--db survives kill -9: under load from several threads, a hundred times, no answered call is lost."""
import http.client
import os
import random
import re
import sqlite3
import subprocess
import tempfile
import threading
import unittest
from urllib.parse import urlsplit

from sandbox import FOLDER, PROGRAM, Sandbox

KILLS = 100
THREADS = 4
MOST_CALLS = 16  # between two kills
SEED = 20260115

CREATE = """<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header><AuthHeader xmlns="sosonlinebackup.com">
<UserName>888WS</UserName><Password>Sandbox888</Password></AuthHeader></s:Header><s:Body>
<CreateCompany xmlns="sosonlinebackup.com"><request><TargetEntityId>888</TargetEntityId><CompanyName>{name}</CompanyName>
<GeneralContactPerson>Kim Load</GeneralContactPerson><GeneralContactEmail>kim@load.example</GeneralContactEmail>
<DiskQuotaGB>1</DiskQuotaGB><AllowUploadOverAccountSize>false</AllowUploadOverAccountSize></request></CreateCompany>
</s:Body></s:Envelope>"""
GRANT = '{"entityId": 312, "type": "SqlBackup", "count": 1}'
BROKEN = (OSError, http.client.HTTPException)


class Load:
    """What was asked for and what was answered, over all lives of the server."""

    def __init__(self):
        self.changed = threading.Condition()
        self.asked = {}  # company names, each to the id it was answered with, or None
        self.grants_asked = 0
        self.grants_answered = 0
        self.answers = 0
        self.mistakes = []

    def send(self, connection, path, body, headers):
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        if answer.status != 200:
            self.mistakes.append(f"{answer.status} {text}")
        return text

    def create(self, connection):
        with self.changed:
            name = f"Company {len(self.asked)}"
            self.asked[name] = None
        text = self.send(connection, FOLDER + "CompanyManagementService.asmx", CREATE.format(name=name),
                         {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '"sosonlinebackup.com/CreateCompany"'})
        found = re.search(r"<CompanyEntityId>(\d+)</CompanyEntityId>", text)
        with self.changed:
            if found:
                self.asked[name] = int(found[1])
            else:
                self.mistakes.append(text)

    def grant(self, connection):
        with self.changed:
            self.grants_asked += 1
        self.send(connection, "/_sandbox/simulate/licenses", GRANT, {"Content-Type": "application/json"})
        with self.changed:
            self.grants_answered += 1

    def work(self, url, number):
        """Calls until the server is gone."""
        connection = http.client.HTTPConnection(urlsplit(url).hostname, urlsplit(url).port, timeout=60)
        try:
            while not self.mistakes:
                if number == 0:
                    self.grant(connection)
                else:
                    self.create(connection)
                with self.changed:
                    self.answers += 1
                    self.changed.notify_all()
        except BROKEN:
            pass
        finally:
            connection.close()
            with self.changed:
                self.changed.notify_all()


class PersistenceTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.database = os.path.join(folder.name, "sandbox.db")

    def live_and_die(self, load, calls):
        """One life of the server: it is killed as soon as so many more calls were answered."""
        sandbox = Sandbox("--db", self.database)
        try:
            goal = load.answers + calls
            threads = [threading.Thread(target=load.work, args=(sandbox.url, number)) for number in range(THREADS)]
            for thread in threads:
                thread.start()
            with load.changed:
                reached = load.changed.wait_for(lambda: load.answers >= goal or load.mistakes, timeout=60)
        finally:
            sandbox.process.kill()
            sandbox.process.wait()
            sandbox.process.stdout.close()
        for thread in threads:
            thread.join()
        self.assertEqual(load.mistakes, [])
        self.assertTrue(reached, "the server answered too few calls")

    def test_every_answered_call_survives_a_hundred_kills_under_load(self):
        chance = random.Random(SEED)
        load = Load()
        for _ in range(KILLS):
            self.live_and_die(load, chance.randint(1, MOST_CALLS))
        Sandbox("--db", self.database).stop()  # it comes up once more, and takes back what was half done

        with sqlite3.connect(self.database) as database:
            self.assertEqual(database.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
            companies = database.execute("SELECT name, id FROM entity WHERE parent_id = 888 AND name LIKE 'Company %'")
            kept = dict(companies.fetchall())
            granted, = database.execute("SELECT free FROM license_pool WHERE entity_id = 312 AND type = 1").fetchone()
        answered = {name: id for name, id in load.asked.items() if id is not None}
        self.assertGreater(len(answered), KILLS)
        self.assertEqual({name: kept.get(name) for name in answered}, answered, "an answered call is lost")
        self.assertLessEqual(set(kept), set(load.asked), "a company that nobody asked for")
        self.assertGreaterEqual(granted, load.grants_answered)
        self.assertLessEqual(granted, load.grants_asked)

    def test_a_second_process_is_refused(self):
        first = Sandbox("--db", self.database)
        self.addCleanup(first.stop)
        second = subprocess.run([PROGRAM, "serve", "--port", "0", "--db", self.database], capture_output=True, text=True,
                                timeout=60)
        self.assertEqual(second.returncode, 5)
        self.assertIn(f"--db: the database {self.database} is in use by another process", second.stderr)
        self.assertEqual(first.control("GET", "readyz"), {"status": "ready"})


if __name__ == "__main__":
    unittest.main()
