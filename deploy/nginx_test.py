#!/usr/bin/env python3
"""Two mockservers behind nginx with deploy/nginx.conf, and 64 workers that each have a sandbox of their own.

nginx_test.py <mockserver> <nginx.conf>
"""
import concurrent.futures
import http.client
import json
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile

WORKERS = 64
FOLDER = "/WebApi/AccountManagementService/"
ENVELOPE = """<?xml version="1.0"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Header>
<AuthHeader xmlns="{ns}"><UserName>888WS</UserName><Password>Sandbox888</Password></AuthHeader></soap:Header>
<soap:Body><{operation} xmlns="{ns}"><request>{request}</request></{operation}></soap:Body></soap:Envelope>"""
PARTNER = """<PartnerName>{name}</PartnerName><GeneralContactPerson>Ann Lee</GeneralContactPerson>
<GeneralContactEmail>ann@acme.test</GeneralContactEmail><DiskQuotaGB>10</DiskQuotaGB>
<AllowUploadOverAccountSize>false</AllowUploadOverAccountSize>"""
HIERARCHY = "<TargetEntityID>0</TargetEntityID><IncludeInactive>true</IncludeInactive>"


class Server:
    def __init__(self, program):
        self.process = subprocess.Popen([program, "serve", "--port", "0"], stdout=subprocess.PIPE, text=True)
        self.port = json.loads(self.process.stdout.readline())["port"]

    def sandboxes(self):
        listed = json.loads(ask(self.port, "GET", "/_sandbox/sandboxes")[1])["sandboxes"]
        return {one["id"] for one in listed} - {"default"}


def ask(port, method, path, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


class Worker:
    """Calls through nginx, in a sandbox of its own."""

    def __init__(self, port, sandbox):
        self.port = port
        self.prefix = "/sandboxes/" + sandbox

    def make(self):
        return ask(self.port, "PUT", self.prefix, "{}")[0]

    def call(self, service, operation, request):
        page = f"{self.prefix}{FOLDER}{service}.asmx"
        status, wsdl = ask(self.port, "GET", page + "?WSDL")
        assert status == 200, wsdl
        assert f'location="http://127.0.0.1:{self.port}{page}"' in wsdl, "the WSDL leads elsewhere"
        namespace = re.search(r'targetNamespace="([^"]+)"', wsdl).group(1)
        action = re.search(rf'soapAction="([^"]*/?{operation})"', wsdl).group(1)
        body = ENVELOPE.format(ns=namespace, operation=operation, request=request)
        return ask(self.port, "POST", page, body, {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{action}"'})[1]

    def story(self, name):
        """Makes a partner of a name of its own, and answers the names of all partners made in the sandbox."""
        made = self.call("PartnerManagementService", "CreatePartner", PARTNER.format(name=name))
        assert "<Code>Success</Code>" in made, made
        hierarchy = self.call("EntityManagementService", "GetEntityHierarchy", HIERARCHY)
        return set(re.findall(r">(Made By \w+)<", hierarchy))


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def start_nginx(folder, site, port, servers):
    text = site.read_text().replace("listen 8080;", f"listen 127.0.0.1:{port};")
    for number, server in zip((8081, 8082), servers):
        assert f"127.0.0.1:{number}" in text
        text = text.replace(f"127.0.0.1:{number}", f"127.0.0.1:{server.port}")
    pathlib.Path(folder, "site.conf").write_text(text)
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    pathlib.Path(folder, "nginx.conf").write_text(
        f"daemon off; pid {folder}/nginx.pid; error_log stderr; worker_processes 1; events {{ worker_connections 1024; }}\n"
        f"http {{ access_log off; {temporary} include {folder}/site.conf; }}\n")
    pathlib.Path(folder).chmod(0o755)
    nginx = subprocess.Popen(["/usr/sbin/nginx", "-c", f"{folder}/nginx.conf", "-p", folder, "-e", "stderr"],
                             stderr=subprocess.DEVNULL)
    for _ in range(200):
        try:
            if ask(port, "GET", "/_sandbox/readyz")[0] == 200:
                return nginx
        except OSError:
            try:
                nginx.wait(0.05)
                sys.exit("nginx ended")
            except subprocess.TimeoutExpired:
                pass
    sys.exit("nginx does not answer")


def check(port, servers):
    workers = {f"w{number}": Worker(port, f"w{number}") for number in range(WORKERS)}
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        assert set(pool.map(lambda worker: worker.make(), workers.values())) == {201}
        seen = dict(zip(workers, pool.map(lambda one: one[1].story(f"Made By {one[0]}"), workers.items())))
    assert seen == {name: {f"Made By {name}"} for name in workers}, "a worker saw what another made"
    homes = [server.sandboxes() for server in servers]
    assert not homes[0] & homes[1] and homes[0] | homes[1] == set(workers), "a sandbox is on no server, or on both"
    assert all(len(home) > WORKERS // 8 for home in homes), f"unevenly spread: {[len(home) for home in homes]}"

    servers[1].process.kill()
    servers[1].process.wait()
    for name in homes[0]:
        assert ask(port, "GET", f"/sandboxes/{name}/_sandbox/info")[0] == 200, "a server's end took another's sandbox"
    lost = sorted(homes[1])[0]
    status, text = ask(port, "GET", f"/sandboxes/{lost}/_sandbox/info")
    assert status == 404 and "unknown-sandbox" in text, (status, text)
    assert workers[lost].make() == 201
    assert workers[lost].story("Made By again") == {"Made By again"}


def main():
    program, site = sys.argv[1], pathlib.Path(sys.argv[2])
    servers = [Server(program), Server(program)]
    nginx = None
    try:
        with tempfile.TemporaryDirectory() as folder:
            port = free_port()
            nginx = start_nginx(folder, site, port, servers)
            check(port, servers)
            nginx.send_signal(signal.SIGTERM)
            nginx.wait(20)
    finally:
        for process in [server.process for server in servers] + ([nginx] if nginx else []):
            if process.poll() is None:
                process.kill()
                process.wait()
    print(f"{WORKERS} workers on two servers behind nginx never met.")


if __name__ == "__main__":
    main()
