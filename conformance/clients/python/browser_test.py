"""A person with a browser: help pages, the test form, a new password by the mailed link, signing in by token."""
import unittest

from browser import Browser
from sandbox import FOLDER, SandboxTestCase
from selenium.webdriver.common.keys import Keys
from zeep import Client

ENTITIES = f"{FOLDER}EntityManagementService.asmx"
PARTNERS = f"{FOLDER}PartnerManagementService.asmx"


class BrowserTestCase(SandboxTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def open(self, path):
        self.browser.open(self.sandbox.url + path)

    def call(self, operation, **fields):
        """Calls "Service.Operation" as distributor 888."""
        service, name = operation.split(".")
        header = {"AuthHeader": {"UserName": "888WS", "Password": "Sandbox888"}}
        return Client(self.sandbox.wsdl(service)).service[name](_soapheaders=header, request=fields)


class HelpPages(BrowserTestCase):
    def test_from_the_start_page_to_an_operation(self):
        self.open("/")
        self.assertEqual("Partner API sandbox", self.browser.text("h1"))
        self.browser.leave_by(self.browser.find(f'a[href="{ENTITIES}"]'))
        self.assertEqual("EntityManagementService", self.browser.text("h1"))
        names = [link.text for link in self.browser.find_all(".operations a")]
        self.assertEqual(sorted(names), names)
        self.assertEqual(9, len(names))
        self.browser.leave_by(self.browser.find('.operations a[href$="op=CancelEntity"]'))
        self.assertEqual("CancelEntity", self.browser.text("h2"))
        samples = " ".join(sample.text for sample in self.browser.find_all("pre"))
        self.assertIn('SOAPAction: "sosonlinebackup.com/CancelEntity"', samples)
        self.assertIn("application/soap+xml", samples)

    def test_an_operation_is_invoked_and_credentials_are_kept_for_the_next_page(self):
        self.open(f"{ENTITIES}?op=GetEntityHierarchy")
        self.browser.type('[name="AuthHeader.UserName"]', "888WS")
        self.browser.type('[name="AuthHeader.Password"]', "Sandbox888")
        self.browser.type('[name="request.TargetEntityID"]', "221")
        self.browser.find("#invoke").click()
        self.wait_for_answer("HTTP 200 OK")
        for part in ("<Code>Success</Code>", "<EntityName>SomePartner1</EntityName>",
                     "<EntityName>Company2OfPartner1</EntityName>"):
            self.assertIn(part, self.browser.text("#response"))
        sent = self.browser.text("#request")
        self.assertIn("<TargetEntityID>221</TargetEntityID>", sent)
        self.assertNotIn("IncludeInactive", sent)  # its row was left alone

        self.open(f"{ENTITIES}?op=SuspendEntity")
        self.browser.type('[name="request.TargetEntityId"]', "311" + Keys.ENTER)
        self.wait_for_answer("HTTP 200 OK")
        self.assertIn("<AlreadySuspended>false</AlreadySuspended>", self.browser.text("#response"))

    def test_a_group_that_is_not_ticked_is_left_out(self):
        self.open(f"{ENTITIES}?op=SuspendEntity")
        box = self.browser.find('[aria-label="Send AuthHeader"]')
        self.browser.type('[name="AuthHeader.UserName"]', "888WS")
        self.assertTrue(box.is_selected())
        box.click()
        self.browser.find("#invoke").click()
        self.wait_for_answer("HTTP 200 OK")
        self.assertNotIn("AuthHeader", self.browser.text("#request"))
        self.assertIn("<Code>InvalidSoapCredentials</Code>", self.browser.text("#response"))

    def test_a_fault_is_shown_with_its_status_over_soap_1_2_too(self):
        self.open(f"{PARTNERS}?op=CreatePartner")
        self.browser.find('[name="soap-version"] option[value="1.2"]').click()
        self.browser.type('[name="request.DiskQuotaGB"]', "many")
        self.browser.find("#invoke").click()
        self.wait_for_answer("HTTP 500 Internal Server Error")
        self.assertIn("http://www.w3.org/2003/05/soap-envelope", self.browser.text("#request"))
        self.assertIn("Input string was not in a correct format.", self.browser.text("#response"))

    def test_a_name_from_the_address_stays_text(self):
        self.open(f"{ENTITIES}?op=%3Cimg%20src=x%20id=injected%3E")
        self.assertEqual("Method Not Found", self.browser.text("h2"))
        self.assertIn("<img src=x id=injected>", self.browser.text("main"))
        self.assertEqual([], self.browser.find_all("#injected"))

    def wait_for_answer(self, status):
        shown = self.browser.wait_for(lambda: self.browser.text("#status"), "no answer was shown")
        self.assertEqual(status, shown)


class Accounts(BrowserTestCase):
    def test_a_mailed_link_sets_a_new_password_once(self):
        sent = self.call("PartnerManagementService.SendResetPasswordLink", TargetEntityID=221)
        self.assertEqual(("Success", "SomePartner1Admin"), (sent.Result.Code, sent.UserName))
        link = self.sandbox.control("GET", "outbox/latest?to=contact@somepartner1.example")["link"]
        self.assertTrue(link.startswith(f"{self.sandbox.url}/Account/ResetPassword?token="), link)

        self.browser.open(link)
        self.submit_password("short", "short")
        self.assertIn("6 to 20", self.browser.text("#complaint"))
        self.submit_password("NewSecret1", "NewSecret2")
        self.assertIn("differ", self.browser.text("#complaint"))
        self.assertEqual("Success", self.sign_in("Sandbox221"))

        self.submit_password("NewSecret1", "NewSecret1")
        self.assertEqual("Your password was changed", self.browser.text("h1"))
        self.assertNotEqual("Success", self.sign_in("Sandbox221"))
        self.assertEqual("Success", self.sign_in("NewSecret1"))

        self.browser.open(link)
        self.assertEqual("This link is no longer valid", self.browser.text("h1"))
        self.assertEqual([], self.browser.find_all("form"))

    def test_a_token_signs_in_to_the_dashboard_once(self):
        token = self.call("AccountManagementService.GetAuthorizationTokenByEntity", Username="SomePartner1Admin",
                          IsAppUser=True).AuthToken
        page = f"/Account/Login?uid=SomePartner1Admin&token={token}"
        self.open(page)
        self.assertEqual("Signed in", self.browser.text("h1"))
        self.assertEqual("SomePartner1Admin", self.browser.text("#user"))
        self.assertEqual("SomePartner1", self.browser.text("#entity"))
        self.open(page)
        self.assertEqual("Not signed in", self.browser.text("h1"))

    def submit_password(self, password, confirmation):
        self.browser.type("#password", password)
        self.browser.type("#confirmation", confirmation)
        self.browser.leave_by(self.browser.find("button[type=submit]"))

    def sign_in(self, password):
        return self.call("EntityManagementService.AuthenticateDashboardUser", UserName="SomePartner1Admin",
                         Password=password).Result.Code


class Looks(BrowserTestCase):
    def test_every_page_is_readable_in_light_and_dark_and_asks_nobody_else(self):
        self.call("PartnerManagementService.SendResetPasswordLink", TargetEntityID=221)
        link = self.sandbox.control("GET", "outbox/latest")["link"]
        pages = ["/", ENTITIES, f"{PARTNERS}?op=CreatePartner", f"{ENTITIES}?op=Unknown", "/Account/ResetPassword?token=no",
                 "/Account/Login?uid=a&token=b", link.removeprefix(self.sandbox.url)]
        for scheme in ("light", "dark"):
            self.browser.prefer(scheme)
            for page in pages:
                with self.subTest(scheme=scheme, page=page):
                    self.open(page)
                    ratio, where = self.browser.least_contrast()
                    self.assertGreaterEqual(ratio, 4.5, where)
                    background = self.browser.driver.execute_script("return getComputedStyle(document.body).backgroundColor")
                    self.assertEqual(scheme == "dark", sum(int(part) for part in background[4:-1].split(",")) < 384, background)
        asked = self.browser.addresses_asked_by(self.sandbox.url + "/")
        self.assertGreater(len(asked), len(pages))
        self.assertEqual([], [address for address in asked if not address.startswith(self.sandbox.url + "/")])


if __name__ == "__main__":
    unittest.main(verbosity=2)
