"""A person with the web console: every view, an action in each, hostile values, the keyboard, light and dark."""
import json
import os
import unittest
import urllib.request
from contextlib import suppress
from pathlib import Path

from browser import Browser
from sandbox import Sandbox, SandboxTestCase
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from zeep import Client

DISTRIBUTOR = {"AuthHeader": {"UserName": "888WS", "Password": "Sandbox888"}}
LAYOUT_SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.shifts.push(entry.value)))
    .observe({type: 'layout-shift', buffered: false});
"""


class ConsoleTestCase(SandboxTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)
        cls.routes = cls.browser_routes()

    @classmethod
    def browser_routes(cls):
        cls.browser.open(cls.sandbox.url + "/")
        return cls.browser.find("meta[name=routes]").get_attribute("content").split(",")

    def setUp(self):
        super().setUp()
        self.expected = []  # what the browser may complain of: the refusals that a test provokes
        self.browser.driver.set_window_size(1400, 950)
        self.browser.open("about:blank")
        self.browser.driver.get_log("browser")

    def tearDown(self):
        complaints = [entry["message"] for entry in self.browser.driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
        self.assertEqual([], [text for text in complaints if not any(expected in text for expected in self.expected)])

    def open(self, view=""):
        self.browser.open("about:blank")
        self.browser.open(f"{self.sandbox.url}/{f'#/{view}' if view else ''}")
        self.see("main .page")

    def see(self, selector, text=None):
        """Waits for an element that can be seen, and that holds the text."""
        def found():
            for element in self.browser.find_all(selector):
                with suppress(StaleElementReferenceException):  # drawn anew meanwhile
                    if element.is_displayed() and (text is None or text in element.text):
                        return element
            return None
        return self.browser.wait_for(found, f"{selector} with {text!r} did not show")

    def press(self, label, within="main"):
        """Clicks the button of that label."""
        def found():
            for button in self.browser.find_all(f"{within} button"):
                with suppress(StaleElementReferenceException):
                    if button.text.strip() == label and button.is_displayed():
                        button.click()
                        return True
            return False
        self.browser.wait_for(found, f"no button {label!r} in {within}")

    def keys(self, *keys):
        ActionChains(self.browser.driver).send_keys(*keys).perform()

    def call(self, operation, sandbox=None, **fields):
        """Calls "Service.Operation" as distributor 888."""
        service, name = operation.split(".")
        address = (sandbox or self.sandbox).wsdl(service)
        return Client(address).service[name](_soapheaders=DISTRIBUTOR, request=fields)

    def simulate(self, what, **body):
        return self.post(f"simulate/{what}", body)

    def post(self, path, body):
        request = urllib.request.Request(f"{self.sandbox.url}/_sandbox/{path}", data=json.dumps(body).encode(), method="POST")
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def script(self, text, *arguments):
        return self.browser.driver.execute_script(text, *arguments)


class Views(ConsoleTestCase):
    def test_connect_lists_services_credentials_and_lines_to_copy(self):
        self.open()
        self.assertEqual("Partner API sandbox", self.browser.text("h1"))
        self.assertEqual(11, len(self.browser.find_all(".services dt")))
        self.see(".stack code", "888WS")
        self.assertIn("SOAPAction", self.see(".snippet pre").text)
        self.press("Copy", ".snippet")
        self.see("#messages .message")

    def test_without_script_the_page_leads_to_every_service(self):
        page = urllib.request.urlopen(self.sandbox.url + "/", timeout=10).read().decode()
        self.assertEqual(11, page.count('.asmx?WSDL">'))

    def test_the_tree_opens_an_entity_and_suspends_it(self):
        self.open("entities")
        self.see(".tree [data-id='221']", "SomePartner1").click()
        self.see(".detail h2", "SomePartner1")
        self.assertIn("221WS", self.browser.text(".detail"))
        self.press("Suspend", ".detail")
        self.see(".tree [data-id='221'] .chip", "Suspended")
        self.see(".detail .title .chip", "Suspended")
        self.press("Activate", ".detail")
        self.see(".detail .title .chip", "Active")

    def test_an_entity_is_cancelled_only_after_a_question(self):
        self.open("entities/2160")
        self.press("Cancel…", ".detail")
        self.press("Cancel", "dialog")
        self.see(".detail .title .chip", "Active")
        self.press("Cancel…", ".detail")
        self.press("Cancel it", "dialog")
        self.see(".detail .title .chip", "Cancelled")

    def test_over_quota_is_visible(self):
        self.open("entities/2180")
        self.see(".detail .bad-text", "Over quota by 10 GB")
        self.see(".tree [data-id='2180'] .meter.over")

    def test_an_account_shows_its_devices_and_a_backup_is_reported(self):
        self.open("entities/311")
        self.see(".detail tr.opens", "anna@company1.example").click()
        self.see(".detail h2", "anna@company1.example")
        row = self.see(".detail tr", "ANNA-MAC")
        row.find_element("css selector", "button").click()
        self.see("dialog h2", "ANNA-MAC")
        self.browser.type("#field-usedSpaceKB", "123904")
        self.press("Report", "dialog")
        self.see(".detail tr", "121 MB")
        self.press("Suspend", ".detail")
        self.see(".detail .title .chip", "Suspended")

    def test_the_filter_finds_entities_and_accounts(self):
        self.open("entities")
        self.see(".tree [data-id='221']")
        self.keys("/", "ofpartner1")
        self.see(".result", "Company2OfPartner1")
        self.browser.type("[data-filter]", "anna@")
        self.see(".result", "anna@company1.example").click()
        self.see(".detail h2", "anna@company1.example")

    def test_calls_show_in_the_journal_as_they_come(self):
        self.open("journal")
        self.see(".empty", "No calls yet")
        self.call("EntityManagementService.GetEntityHierarchy", TargetEntityID=0, IncludeInactive=False)
        self.see(".calls tbody tr", "GetEntityHierarchy")
        self.call("EntityManagementService.CancelEntity", TargetEntityId=849)
        self.see(".calls tbody tr", "CancelEntity").click()
        self.see(".detail h2", "CancelEntity")
        request, response = self.browser.find_all(".exchange pre")
        self.assertIn("<TargetEntityId>849</TargetEntityId>", request.text.replace("ns0:", ""))
        self.assertNotIn("Sandbox888", request.text)
        self.assertIn("Result", response.text)
        self.assertGreater(len(response.find_elements("css selector", ".x-name")), 5)
        self.see("main select option[value=refused]").click()
        self.browser.wait_for(lambda: len(self.browser.find_all(".calls tbody tr")) == 1, "the filter did nothing")

    def test_new_calls_move_nothing_that_is_looked_at(self):
        for _ in range(40):
            self.call("EntityManagementService.GetEntityHierarchy", TargetEntityID=0, IncludeInactive=False)
        self.open("journal")
        self.browser.wait_for(lambda: len(self.browser.find_all(".calls tbody tr")) == 40, "forty calls did not show")
        self.script("document.querySelector('.list').scrollTop = 300")
        line = self.browser.find_all(".calls tbody tr")[20]
        self.script(LAYOUT_SHIFTS)
        before = self.script("return arguments[0].getBoundingClientRect().top", line)
        self.call("EntityManagementService.GetEntityHierarchy", TargetEntityID=0, IncludeInactive=False)
        self.browser.wait_for(lambda: len(self.browser.find_all(".calls tbody tr")) == 41, "the call did not show")
        self.assertAlmostEqual(before, self.script("return arguments[0].getBoundingClientRect().top", line), delta=0.5)
        self.assertEqual([], self.script("return window.shifts"))

    def test_a_mail_is_shown_with_its_link_and_its_html_in_a_frame_of_its_own(self):
        self.open("outbox")
        self.see(".empty", "No mails yet")
        self.call("PartnerManagementService.SendResetPasswordLink", TargetEntityID=221)
        self.see(".line.mail", "contact@somepartner1.example").click()
        link = self.see(".detail li a").get_attribute("href")
        self.assertTrue(link.startswith(f"{self.sandbox.url}/Account/ResetPassword?token="), link)
        frame = self.see("iframe.letter")
        self.browser.driver.switch_to.frame(frame)
        self.browser.wait_for(lambda: "follow this link" in self.browser.text("body"), "the mail did not show in its frame")
        self.assertEqual("null", self.script("return self.origin"))
        self.browser.driver.switch_to.default_content()

    def test_the_clock_freezes_moves_and_goes_back(self):
        self.open("clock")
        self.press("Freeze")
        self.see(".clock-state .chip", "frozen")
        before = self.sandbox.control("GET", "clock")["now"]
        self.press("+ 8 days")
        self.see("#messages .message", "8 days")
        self.assertGreater(self.sandbox.control("GET", "clock")["now"], before)
        self.expected = ["status of 400"]
        self.browser.type("#amount", "yesterday" + Keys.ENTER)
        self.see("#messages .message.bad", "duration")
        self.press("Let it run")
        self.see(".clock-state .chip", "running")
        self.press("Reset")
        self.see("#messages .message", "back")

    def test_a_trial_ends_when_the_clock_moves_on(self):
        self.open("clock")
        self.press("+ 30 days")
        self.see("#messages .message", "30 days")
        self.open("entities/2145")
        self.see(".detail .title .chip", "Expired")

    def test_the_matrix_shows_what_calls_have_met(self):
        self.call("EntityManagementService.CancelEntity", TargetEntityId=849)
        self.open("coverage")
        self.see(".pair.seen")
        self.browser.type("[data-filter]", "CancelEntity")
        self.see(".coverage .pair.seen").click()
        self.see(".detail h2", "CancelEntity")
        self.see(".detail .facts", "1 time")
        self.see(".detail .card", "CancelEntity/")

    def test_a_fault_is_set_and_removed(self):
        if "POST faults" not in self.routes:
            return self.assert_hidden("Faults")
        self.open("faults")
        self.see(".empty", "No faults")
        self.press("Add…")
        self.see("#field-operation")  # once the contract's names are there
        self.browser.type("#field-operation", "GetEntityHierarchy")
        self.expected = ["status of 400"]
        self.browser.type("#field-value", "NoSuchCode")
        self.press("Add", "dialog")
        self.see("dialog .complaint", "code")
        self.browser.type("#field-value", "UnexpectedError")
        self.press("Add", "dialog")
        self.see(".faults tbody tr", "never hit")
        self.assertEqual("UnexpectedError", self.call("EntityManagementService.GetEntityHierarchy", TargetEntityID=0, IncludeInactive=False).Result.Code)
        self.browser.wait_for(lambda: "never hit" not in self.browser.text(".faults tbody tr"), "the hit did not show")
        self.press("Remove")
        self.see(".empty", "No faults")

    def test_a_sandbox_is_created_shown_and_deleted(self):
        if "POST sandboxes" not in self.routes:
            return self.assert_hidden("Sandboxes")
        self.open("sandboxes")
        self.press("Create…")
        self.browser.type("#field-id", "worker7")
        self.press("Create", "dialog")
        self.see(".sandboxes tbody tr", "worker7").find_element("xpath", ".//button[text()='Switch to it']").click()
        self.see(".sandboxes tbody tr .chip", "shown here")
        self.keys("g", "t")
        self.see(".tree [data-id='221']").click()
        self.press("Suspend", ".detail")
        self.see(".tree [data-id='221'] .chip", "Suspended")
        self.assertEqual("Active", self.sandbox.control("GET", "entities/221")["status"])
        self.assertEqual("Suspended", json.load(urllib.request.urlopen(f"{self.sandbox.url}/sandboxes/worker7/_sandbox/entities/221", timeout=10))["status"])
        self.keys("g", "c")
        self.see(".copy-line code", "/sandboxes/worker7/WebApi/")
        self.keys("g", "s")
        self.see(".sandboxes tbody tr", "worker7").find_element("xpath", ".//button[text()='Delete']").click()
        self.press("Delete", "dialog")
        self.browser.wait_for(lambda: "worker7" not in self.browser.text(".sandboxes table"), "it is still there")

    def test_a_snapshot_brings_back_what_was(self):
        if "POST snapshots" not in self.routes:
            return None
        self.open("snapshots")
        self.see(".empty", "No snapshots")
        self.press("Save…")
        self.browser.type("#field-name", "before")
        self.press("Save", "dialog")
        self.see(".snapshots tbody tr", "before")
        self.simulate("entity", entityId=221, status="Suspended")
        self.press("Restore")
        self.press("Restore", "dialog")
        self.browser.wait_for(lambda: self.sandbox.control("GET", "entities/221")["status"] == "Active", "nothing was restored")
        self.press("Delete")
        self.press("Delete", "dialog")
        self.see(".empty", "No snapshots")
        return None

    def test_the_sandbox_is_reset(self):
        self.simulate("entity", entityId=221, status="Suspended")
        self.open("snapshots")
        self.press("Reset to the seed…")
        self.press("Reset", "dialog")
        self.browser.wait_for(lambda: self.sandbox.control("GET", "entities/221")["status"] == "Active", "it was not reset")

    def assert_hidden(self, title):
        self.open()
        self.assertNotIn(title, self.browser.text("nav.views"))


class Keyboard(ConsoleTestCase):
    def test_views_lists_and_details_need_no_mouse(self):
        self.call("EntityManagementService.GetEntityHierarchy", TargetEntityID=0, IncludeInactive=False)
        self.open()
        self.keys("g", "j")
        self.see(".calls tbody tr")
        self.keys("j", Keys.ENTER)
        self.see(".detail h2", "GetEntityHierarchy")
        self.keys(Keys.ESCAPE)
        self.browser.wait_for(lambda: not self.browser.find(".detail").is_displayed(), "Esc did not close")
        self.keys("?")
        self.see("dialog h2", "Keyboard")
        self.keys(Keys.ESCAPE)
        self.browser.wait_for(lambda: not self.browser.find_all("dialog"), "Esc did not close the help")
        self.keys("g", "k")
        self.see(".big-time")

    def test_the_tree_follows_the_arrows(self):
        self.open("entities")
        self.see(".tree [data-id='888']")
        focused = "return document.activeElement.dataset.id"
        self.keys("j")
        first = self.script(focused)
        self.assertEqual("1", first)
        self.script("document.querySelector(\"[data-id='888']\").focus()")
        if self.browser.find(".tree [data-id='888']").get_attribute("aria-expanded") == "false":
            self.keys(Keys.ARROW_RIGHT)
        self.see(".tree [data-id='221']")
        self.keys(Keys.ARROW_DOWN)
        self.assertEqual("111", self.script(focused))
        self.keys(Keys.ARROW_LEFT)
        self.assertEqual("888", self.script(focused))
        self.keys(Keys.ARROW_LEFT)
        self.browser.wait_for(lambda: not self.browser.find_all(".tree [data-id='221']"), "it did not collapse")
        self.assertEqual("false", self.browser.find(".tree [data-id='888']").get_attribute("aria-expanded"))


class Hostile(ConsoleTestCase):
    NAMES = ["<script>window.hacked = 1</script>", "\"><img src=x onerror=\"window.hacked = 2\">", "' onmouseover='window.hacked = 3", "\u202egnorw s'ti\u202c \u05e9\u05dc\u05d5\u05dd",
             "{{constructor.constructor('window.hacked=4')()}}", "x" * 10_000]

    def test_values_of_others_stay_text(self):
        self.expected = ["mail_frame", "status of 404"]  # the frame's policy kept a mail from running something
        service = Client(self.sandbox.wsdl("CompanyManagementService")).service
        for number, name in enumerate(self.NAMES):
            service.CreateCompany(_soapheaders=DISTRIBUTOR, request=dict(
                CompanyName=name, TargetEntityId=221, GeneralContactPerson="Bob Ray", GeneralContactEmail=f"bob{number}@acme.example", DiskQuotaGB=1,
                AllowUploadOverAccountSize=False))
        for name in self.NAMES[:5]:
            self.simulate("device", userName="anna@company1.example", systemName=name[:100])
        self.simulate("mail-template", entityId=221, code="EntityResetPwd", subject=self.NAMES[0], text="see javascript:window.hacked=5 and http://localhost/?<b>",
                      html="<script>parent.hacked = 6; window.hacked = 6</script><p>harmless</p><a href='javascript:window.hacked=7'>x</a>")
        self.call("PartnerManagementService.SendResetPasswordLink", TargetEntityID=221)

        self.open("journal")
        self.browser.wait_for(lambda: len(self.browser.find_all(".calls tbody tr")) == len(self.NAMES) + 1, "the calls did not show")
        for line in range(1, len(self.NAMES) + 1):
            self.browser.find_all(".calls tbody tr")[line].click()
            self.see(".exchange pre", "CompanyName")
        self.assert_harmless()
        for view in ("entities/311", "entities/311/anna%40company1.example", "outbox/1", "coverage"):
            self.open(view)
            self.see(".coverage .pair" if view == "coverage" else ".detail h2")
            self.assert_harmless()
        self.assertIn(self.NAMES[0], self.see_in("outbox/1", ".detail h2"))
        self.open("entities")
        for text in ("<script>", "onerror", "%", "x" * 200, "\u202e"):
            self.browser.type("[data-filter]", text)
            self.see(".results")
        self.assert_harmless()
        self.open("entities/%3Cscript%3E")
        self.see(".detail .empty")
        self.open("~%3Cimg%20src=x%20onerror=window.hacked=8%3E/journal")
        self.assert_harmless()

    def test_hostile_names_in_the_tree_are_shown_as_they_are(self):
        world = self.sandbox.control("GET", "world")
        for number, name in enumerate(self.NAMES[:5]):
            world["entities"].append({"id": 9000 + number, "parentId": 221, "type": "Company", "name": name[:100], "contactPerson": name[:50], "contactEmail": "a@b.example", "diskQuotaGB": 1})
        file = Path(self.browser.profile.name) / "world.json"
        file.write_text(json.dumps({key: value for key, value in world.items() if key != "$schema"}))
        other = Sandbox("--world", str(file))
        self.addCleanup(other.stop)
        self.browser.open(f"{other.url}/#/entities/9000")
        self.assertEqual(self.NAMES[0], self.see(".detail h2").text)
        for number, name in enumerate(self.NAMES[:5]):
            self.assertEqual(name[:100], self.script(f"return document.querySelector(\".tree [data-id='{9000 + number}'] .name\").textContent"))
        self.assert_harmless()

    def see_in(self, view, selector):
        self.open(view)
        return self.see(selector).text

    def assert_harmless(self):
        self.assertIsNone(self.script("return window.hacked ?? null"))
        self.assertEqual(0, self.script("return document.querySelectorAll('main img, main script, dialog img, dialog script').length"))


class Server(ConsoleTestCase):
    def test_a_server_that_is_gone_is_said_so_and_comes_back(self):
        self.expected = ["ERR_INTERNET_DISCONNECTED"]
        other = Sandbox()
        self.addCleanup(other.stop)
        self.browser.open(f"{other.url}/#/journal")
        self.see(".empty")
        self.browser.driver.execute_cdp_cmd("Network.enable", {})
        self.offline(True)
        self.see(".state .chip", "does not answer")
        self.offline(False)
        self.browser.wait_for(lambda: not self.browser.find_all(".state .chip"), "it did not recover")
        self.call("EntityManagementService.GetEntityHierarchy", other, TargetEntityID=0, IncludeInactive=False)
        self.see(".calls tbody tr", "GetEntityHierarchy")
        self.browser.open("about:blank")

    def test_the_only_sandbox_is_named(self):
        other = Sandbox()
        self.addCleanup(other.stop)
        self.browser.open(f"{other.url}/#/clock")
        self.see(".chosen option", "default")
        self.browser.open("about:blank")

    def test_a_token_is_asked_for_once_and_opens_everything(self):
        self.expected = ["401 (Unauthorized)"]
        other = Sandbox("--control-token", "token-of-the-team")
        self.addCleanup(other.stop)
        self.browser.open(f"{other.url}/#/entities")
        self.see("dialog", "asks for a token")
        self.assertEqual([], [close for close in self.browser.find_all(".detail") if close.is_displayed()])
        self.browser.type("#field-token", "a-wrong-token")
        self.press("Continue", "dialog")
        self.see("dialog", "does not know that token")
        self.browser.type("#field-token", "token-of-the-team")
        self.press("Continue", "dialog")
        self.see(".tree [data-id='221']").click()
        self.see(".detail h2", "SomePartner1")
        self.press("Suspend", ".detail")
        self.see(".tree [data-id='221'] .chip", "Suspended")
        self.browser.open("about:blank")

    def offline(self, offline):
        self.browser.driver.execute_cdp_cmd("Network.emulateNetworkConditions", {"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1})


class Looks(ConsoleTestCase):
    VIEWS = ["", "entities/311", "entities/2200", "entities/311/anna%40company1.example", "journal", "outbox/1", "clock", "snapshots", "coverage/CancelEntity/Success"]

    def test_every_view_is_readable_in_light_and_dark_and_asks_nobody_else(self):
        self.call("PartnerManagementService.SendResetPasswordLink", TargetEntityID=221)
        self.call("EntityManagementService.CancelEntity", TargetEntityId=849)
        call = self.sandbox.control("GET", "journal")["calls"][0]["id"]
        views = self.VIEWS + [f"journal/{call}"] + [view for view in ("faults", "sandboxes") if f"GET {view}" in self.routes]
        pictures = os.environ.get("CONSOLE_PICTURES")  # a directory: to look at them
        for scheme in ("light", "dark"):
            self.browser.prefer(scheme)
            for view in views:
                with self.subTest(scheme=scheme, view=view):
                    self.open(view)
                    self.settle(view)
                    ratio, where = self.browser.least_contrast()
                    self.assertGreaterEqual(ratio, 4.5, where)
                    if pictures:
                        self.browser.driver.save_screenshot(f"{pictures}/{view.split('%')[0].replace('/', '-') or 'connect'}-{scheme}.png")
        asked = self.browser.addresses_asked_by(self.sandbox.url + "/")
        self.assertGreater(len(asked), len(views))
        self.assertEqual([], [address for address in asked if not address.startswith((self.sandbox.url + "/", "data:,"))])

    def test_everything_fits_into_360_pixels(self):
        self.call("PartnerManagementService.SendResetPasswordLink", TargetEntityID=221)
        self.browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 360, "height": 720, "deviceScaleFactor": 1, "mobile": False})
        pictures = os.environ.get("CONSOLE_PICTURES")
        for view in self.VIEWS + ["entities"]:
            with self.subTest(view=view):
                self.open(view)
                self.settle(view)
                self.assertEqual(360, self.script("return document.documentElement.scrollWidth"))
                self.assertLessEqual(self.script("return document.querySelector('main .page').scrollWidth"), 360)
                if pictures:
                    self.browser.driver.save_screenshot(f"{pictures}/{view.split('%')[0].replace('/', '-') or 'connect'}-narrow.png")
        self.browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    def settle(self, view):
        """Waits for what a view shows first."""
        first = {"": ".stack .snippet", "journal": ".calls tbody tr", "clock": ".clock-state .chip", "snapshots": ".actions button",
                 "coverage": ".pair", "faults": ".empty", "sandboxes": ".sandboxes table", "entities": ".tree .line"}
        self.see(".detail-body h2" if "/" in view else first[view])


if __name__ == "__main__":
    unittest.main(verbosity=2)
