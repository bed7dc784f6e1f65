"""A listening socket for servers that misbehave."""
import socket
import threading


class BareSocket:
    """Takes connections on this machine and does with them what the test says; they stay open until the end."""

    def __init__(self, serve):
        self.serve = serve

    def __enter__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.open = []
        threading.Thread(target=self.run, daemon=True).start()
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def run(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.open.append(connection)
            self.serve(connection)

    def __exit__(self, *_):
        self.listener.close()
        for connection in self.open:
            connection.close()
