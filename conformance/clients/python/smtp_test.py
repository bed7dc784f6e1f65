"""Mails of the outbox arrive at a real mail server, and the sandbox does not care when they do not."""
import json
import logging
import socket
import ssl
import tempfile
import threading
import time
import unittest
import urllib.error
import urllib.request
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from sandbox import FOLDER, Sandbox
from zeep import Client

RECIPIENT = "contact@somepartner1.example"
PATIENCE = 60  # seconds that only a broken delivery takes

logging.getLogger("mail.log").disabled = True  # the mail server's complaints are what some tests are after


class Mailbox:
    """What a mail server received."""

    def __init__(self, refusal=None):
        self.mails = []
        self.arrived = threading.Event()
        self.refusal = refusal

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append((envelope.mail_from, envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        self.arrived.set()
        return "250 OK"

    def wait(self):
        if not self.arrived.wait(PATIENCE):
            raise AssertionError("no mail arrived")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Delivery(unittest.TestCase):
    def mail_server(self, mailbox, port=0, **settings):
        controller = Controller(mailbox, hostname="127.0.0.1", port=port or free_port(), **settings)
        controller.start()
        self.addCleanup(controller.stop)
        return controller

    def start(self, *flags, **environment):
        sandbox = Sandbox(*flags, environment=environment)
        self.addCleanup(sandbox.stop)
        return sandbox

    def send_mail(self, sandbox, prefix=""):
        """Makes a call that sends a mail, which succeeds whatever the mail server does."""
        client = Client(sandbox.wsdl("PartnerManagementService"))
        service = client.create_service("{sosonlinebackup.com}PartnerManagementServiceSoap",
                                        f"{sandbox.url}{prefix}{FOLDER}PartnerManagementService.asmx")
        answer = service.SendResetPasswordLink(_soapheaders={"AuthHeader": {"UserName": "888WS", "Password": "Sandbox888"}},
                                               request={"TargetEntityID": 221})
        self.assertEqual("Success", answer.Result.Code)

    def delivery(self, sandbox):
        return sandbox.control("GET", "outbox/latest?to=" + RECIPIENT)["delivery"]

    def wait_for(self, sandbox, wanted):
        """Until the mail's delivery is as wanted; each look is a call, so this is no busy loop."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            delivery = self.delivery(sandbox)
            if all(delivery[name] == value for name, value in wanted.items()):
                return delivery
        raise AssertionError(f"the delivery stays {delivery}")

    def test_mails_arrive_with_their_text_html_and_link(self):
        mailbox = Mailbox()
        server = self.mail_server(mailbox)
        sandbox = self.start("--smtp", f"smtp://127.0.0.1:{server.port}", "--smtp-from", "mock@ci.test")
        self.send_mail(sandbox)
        mailbox.wait()
        sender, recipients, mail = mailbox.mails[0]
        kept = sandbox.control("GET", "outbox/latest?to=" + RECIPIENT)
        self.assertEqual(("mock@ci.test", [RECIPIENT]), (sender, recipients))
        self.assertEqual(kept["subject"], mail["Subject"])
        self.assertEqual(kept["to"], mail["To"])
        self.assertEqual(kept["text"].split(), mail.get_body(("plain",)).get_content().split())
        self.assertIn(kept["link"], mail.get_body(("plain",)).get_content())
        if kept["html"]:
            self.assertEqual(kept["html"].split(), mail.get_body(("html",)).get_content().split())
        self.wait_for(sandbox, {"state": "delivered", "attempts": 1, "reason": None})

    def test_a_server_that_is_down_fails_no_call_and_loses_no_mail(self):
        sandbox = self.start("--smtp", f"smtp://127.0.0.1:{free_port()}", "--smtp-attempts", "1")
        self.send_mail(sandbox)
        failed = self.wait_for(sandbox, {"state": "failed", "attempts": 1})
        self.assertIn("127.0.0.1", failed["reason"])
        self.assertEqual(1, len(sandbox.control("GET", "outbox")["mails"]))

    def test_mails_arrive_once_the_server_is_up(self):
        port = free_port()
        sandbox = self.start("--smtp", f"smtp://127.0.0.1:{port}", "--smtp-attempts", "8")
        self.send_mail(sandbox)
        self.wait_for(sandbox, {"state": "queued", "attempts": 1})
        mailbox = Mailbox()
        self.mail_server(mailbox, port)
        mailbox.wait()
        self.wait_for(sandbox, {"state": "delivered"})

    def test_what_the_server_refuses_is_not_tried_again(self):
        server = self.mail_server(Mailbox(refusal="550 no such user"))
        sandbox = self.start("--smtp", f"smtp://127.0.0.1:{server.port}")
        self.send_mail(sandbox)
        failed = self.wait_for(sandbox, {"state": "failed", "attempts": 1})
        self.assertIn("550", failed["reason"])

    def test_signs_in_over_starttls_and_never_tells_the_password(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.start("--tls-self-signed", folder.name)  # makes the certificate
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(folder.name + "/certificate.pem", folder.name + "/key.pem")
        given = []

        def authenticate(server, session, envelope, mechanism, data):
            given.append((data.login, data.password))
            return AuthResult(success=data.password == b"mail-Secret-1", handled=False)  # the server answers

        mailbox = Mailbox()
        server = self.mail_server(mailbox, tls_context=context, require_starttls=True, authenticator=authenticate,
                                  auth_required=True)
        with open(folder.name + "/password", "w") as file:
            file.write("mail-Secret-1\n")
        sandbox = self.start("--smtp", f"smtp://localhost:{server.port}", "--smtp-tls", "required", "--smtp-ca",
                             folder.name + "/certificate.pem", "--smtp-user", "mock", "--smtp-password-file",
                             folder.name + "/password")
        self.send_mail(sandbox)
        mailbox.wait()
        self.assertEqual([(b"mock", b"mail-Secret-1")], given)
        wrong = self.start("--smtp", f"smtp://localhost:{server.port}", "--smtp-tls", "required", "--smtp-ca",
                           folder.name + "/certificate.pem", "--smtp-user", "mock",
                           MOCKSERVER_SMTP_PASSWORD="wrong-Secret-2")
        self.send_mail(wrong)
        failed = self.wait_for(wrong, {"state": "failed", "attempts": 1})
        for told in (failed, sandbox.control("GET", "outbox"), wrong.control("GET", "outbox"), wrong.control("GET", "info")):
            self.assertNotIn("Secret", json.dumps(told))

    def test_a_certificate_nobody_trusts_is_refused(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.start("--tls-self-signed", folder.name)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(folder.name + "/certificate.pem", folder.name + "/key.pem")
        server = self.mail_server(Mailbox(), tls_context=context)
        sandbox = self.start("--smtp", f"smtp://localhost:{server.port}", "--smtp-tls", "required")
        self.send_mail(sandbox)
        self.assertIn("certificate", self.wait_for(sandbox, {"state": "failed"})["reason"])

    def test_stopping_delivers_what_is_left(self):
        mailbox = Mailbox()
        server = self.mail_server(mailbox)
        sandbox = Sandbox("--smtp", f"smtp://127.0.0.1:{server.port}")
        for _ in range(5):
            self.send_mail(sandbox)
        sandbox.stop()
        self.assertEqual(5, len(mailbox.mails))

    def test_the_mails_of_every_sandbox_arrive(self):
        mailbox = Mailbox()
        server = self.mail_server(mailbox)
        sandbox = Sandbox("--smtp", f"smtp://127.0.0.1:{server.port}")
        for name in ("one", "two"):
            urllib.request.urlopen(urllib.request.Request(f"{sandbox.url}/sandboxes/{name}", b"{}", method="PUT"), timeout=30)
            self.send_mail(sandbox, f"/sandboxes/{name}")
        self.send_mail(sandbox)
        urllib.request.urlopen(urllib.request.Request(f"{sandbox.url}/sandboxes/two", method="DELETE"), timeout=30)
        sandbox.stop()
        links = [mail.get_body(("plain",)).get_content() for _, _, mail in mailbox.mails]
        self.assertTrue(any("/sandboxes/one/" in text for text in links))
        self.assertIn(len(links), (2, 3))  # a deleted sandbox takes what was not yet delivered with it

    def test_a_mail_is_shown_as_a_page_that_can_do_nothing(self):
        sandbox = self.start()
        self.send_mail(sandbox)
        mail = sandbox.control("GET", "outbox/latest")
        self.assertIsNone(mail["delivery"])
        with urllib.request.urlopen(f"{sandbox.url}/_sandbox/outbox/{mail['id']}/html", timeout=30) as page:
            self.assertEqual("text/html; charset=utf-8", page.headers["Content-Type"])
            self.assertIn("sandbox; default-src 'none'", page.headers["Content-Security-Policy"])
            self.assertEqual("nosniff", page.headers["X-Content-Type-Options"])
        with urllib.request.urlopen(f"{sandbox.url}/_sandbox/outbox/latest/link?to={RECIPIENT}", timeout=30) as link:
            self.assertEqual(mail["link"] + "\n", link.read().decode())


if __name__ == "__main__":
    unittest.main()
