"""Import into a running Taguette server what the compendium exports, export it again; print that as JSON.

Runs in the environment of the other software: run_taguette.py FOLDER, a folder
written by `python -m compendium export --taguette`. The server listens on this
machine's loopback only.
"""

import contextlib
import json
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import bs4
import requests

# Taguette asks its makers' host for news at every start; nothing here asks another host.
SERVER = """
from taguette.web.base import Application
Application.check_messages = lambda self: None
from taguette.main import main
main()
"""


@contextlib.contextmanager
def running_server(folder):
    """Taguette as a person starts it, on a free port of the loopback; yields the link that it prints."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    server = subprocess.Popen(
        [
            sys.executable,
            "-W",
            "ignore",
            "-c",
            SERVER,
            "--no-browser",
            "--port",
            str(port),
            "--database",
            f"{folder}/taguette.sqlite3",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield next(line.strip() for line in server.stdout if "http://" in line)
    finally:
        server.terminate()
        server.wait(20)


def variable(page, name):
    """What a script of a page was given, as JSON in which `<` is escaped as JavaScript does."""
    return json.loads(re.search(rf"var {name} = (.*);", page)[1].replace("\\x3C", "<"))


class Client:
    """What a person does in the browser."""

    def __init__(self, link):
        self.address, self.session = link.partition("/?")[0], requests.Session()
        self.session.trust_env = False
        self.session.get(link).raise_for_status()
        # The first form brings the cookie that every later form is checked against.
        self.get("/project/new")

    def get(self, path, **options):
        answer = self.session.get(self.address + path, **options)
        answer.raise_for_status()
        return answer

    def post(self, path, **options):
        headers = {"X-XSRFToken": self.session.cookies["_xsrf"]}
        answer = self.session.post(self.address + path, headers=headers, **options)
        assert answer.ok, answer.text
        return answer

    def exported(self, project):
        page = self.get(f"/project/{project}").text
        documents = variable(page, "documents")
        contents = {
            one["name"]: self.get(f"/api/project/{project}/document/{number}/contents").json()
            for number, one in documents.items()
        }
        return {
            "codebook": self.get(f"/project/{project}/export/codebook.csv").content.decode("utf-8"),
            "highlights": self.get(f"/project/{project}/export/highlights/.csv").content.decode("utf-8"),
            "documents": {
                name: "".join(part["contents"] for part in one["contents"]) for name, one in contents.items()
            },
        }


def import_codebook(client, project, path):
    """Upload the codebook and accept what Taguette asks about it."""
    page = client.post(
        f"/project/{project}/import_codebook", files={"file": (path.name, path.read_bytes(), "text/csv")}
    ).text
    form = {}
    for field in bs4.BeautifulSoup(page, "html5lib").select("input[name^=tag]"):
        if field["type"] == "checkbox":
            form |= {field["name"]: "on"} if field.has_attr("checked") else {}
        else:
            # A browser drops line ends from a field of one line.
            form[field["name"]] = field["value"].replace("\n", "").replace("\r", "")
    assert form, page
    client.post(f"/project/{project}/import_codebook", data=form)


def highlight_by_hand(client, project, path):
    """Highlight in the imported documents what the project file highlights; Taguette itself then cuts out the text."""
    page = client.get(f"/project/{project}").text
    documents = {one["name"]: number for number, one in variable(page, "documents").items()}
    tags = {one["path"]: int(number) for number, one in variable(page, "tags").items()}
    with contextlib.closing(sqlite3.connect(path)) as base:
        rows = base.execute(
            "SELECT filename, start_offset, end_offset, json_group_array(path) FROM highlights"
            " JOIN documents ON documents.id = document_id JOIN highlight_tags ON highlight_id = highlights.id"
            " JOIN tags ON tags.id = tag_id GROUP BY highlights.id ORDER BY highlights.id"
        ).fetchall()
    for filename, start, end, paths in rows:
        client.post(
            f"/api/project/{project}/document/{documents[Path(filename).stem]}/highlight/new",
            json={"start_offset": start, "end_offset": end, "tags": [tags[path] for path in json.loads(paths)]},
        )


def main(folder):
    folder = Path(folder)
    with tempfile.TemporaryDirectory() as own, running_server(own) as link:
        client = Client(link)
        sqlite = ("project.sqlite3", (folder / "project.sqlite3").read_bytes())
        listed = client.post("/api/import", files={"file": sqlite}).json()["projects"]
        project = client.post("/api/import", files={"file": sqlite}, data={"project_id": str(listed[0]["id"])}).json()[
            "project_id"
        ]

        page = client.post("/project/new", data={"name": "by hand", "description": ""})
        by_hand = int(re.search(r"/project/(\d+)", page.url)[1])
        import_codebook(client, by_hand, folder / "codebook.csv")
        for path in sorted((folder / "documents").iterdir()):
            client.post(
                f"/api/project/{by_hand}/document/new",
                data={"name": path.stem, "description": "", "text_direction": "LEFT_TO_RIGHT"},
                files={"file": (path.name, path.read_bytes(), "text/html")},
            )
        highlight_by_hand(client, by_hand, folder / "project.sqlite3")
        json.dump(
            {"listed": listed, "project": client.exported(project), "by_hand": client.exported(by_hand)}, sys.stdout
        )


if __name__ == "__main__":
    main(sys.argv[1])
