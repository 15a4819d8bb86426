"""Commands say what went wrong and what to do."""

import functools
import http.server
import os
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from pkgutil import iter_modules

import pytest

from compendium import commands
from compendium.__main__ import main
from compendium.build import building


def test_serve_without_a_book_says_how_to_build_one(tmp_path, capsys):
    assert building.serve(0, tmp_path) == 1
    assert "python -m compendium book" in capsys.readouterr().err


def test_serve_on_a_taken_port_names_another(tmp_path, capsys):
    building.html_folder(tmp_path).mkdir(parents=True)
    (building.html_folder(tmp_path) / "index.html").write_text("book")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert building.serve(port, tmp_path) == 1
    assert f"Port {port} can't be used" in capsys.readouterr().err


def test_an_address_that_leads_nowhere_shows_the_page_of_the_book_for_it(tmp_path):
    (tmp_path / "404.html").write_text("<p>Siden finnes ikke</p>")
    handler = functools.partial(building.BookHandler, directory=tmp_path)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(urllib.error.HTTPError) as raised:
            urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/nowhere/at/all.html")
        server.shutdown()
    assert raised.value.code == 404 and raised.value.read().decode() == "<p>Siden finnes ikke</p>"


@pytest.mark.parametrize("command", [found.name.replace("_", "-") for found in iter_modules(commands.__path__)])
def test_every_command_has_help(command, capsys):
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert "usage: python -m compendium" in capsys.readouterr().out


def refused(arguments, capsys):
    """What is said of arguments that a command does not take."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize("command", [found.name.replace("_", "-") for found in iter_modules(commands.__path__)])
@pytest.mark.parametrize("unknown", ["--nothing-like-it", "surplus"])
def test_what_a_command_does_not_know_shows_the_usage_of_that_command(command, unknown, capsys):
    said = refused([command, unknown], capsys)
    assert said.startswith(f"usage: python -m compendium {command} ")
    assert said.splitlines()[-1] == f"python -m compendium {command}: error: unrecognized arguments: {unknown}"


def test_an_option_that_is_nearly_right_is_named(capsys):
    assert "unrecognized arguments: --prot 8001; did you mean --port?" in refused(["serve", "--prot", "8001"], capsys)
    assert "unrecognized arguments: --prot=8001; did you mean --port?" in refused(["serve", "--prot=8001"], capsys)


def test_what_stands_before_the_command_is_held_against_the_options_of_all(capsys):
    said = refused(["--vresion", "check"], capsys)
    assert said.startswith("usage: python -m compendium [-h] [--version] COMMAND") and said.endswith(
        "did you mean --version?\n"
    )


@pytest.mark.parametrize("port", ["99999", "65536", "-1", "x", "8_0", "80.0", "", "١"])
def test_a_port_that_is_none_is_told_with_those_that_are(port, capsys, monkeypatch):
    # Should one be taken, nothing is served.
    monkeypatch.setattr(building, "serve", lambda port: 0)
    assert f"argument --port: {port!r} is no port; choose a number from 0 to 65535" in refused(
        ["serve", f"--port={port}"], capsys
    )


def test_version_is_that_of_the_project(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert f'\nversion = "{capsys.readouterr().out.strip()}"\n' in (building.ROOT / "pyproject.toml").read_text(
        encoding="utf-8"
    )


def test_metadata_that_are_up_to_date_are_said_to_be(capsys):
    assert main(["metadata", "--check"]) == 0
    assert capsys.readouterr().out == "CITATION.cff, codemeta.json, .zenodo.json: up to date.\n"


def test_no_command_names_them_all(capsys):
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2
    assert "COMMAND" in capsys.readouterr().err


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_whoever_stops_reading_ends_a_command_without_complaint(unbuffered):
    command = [sys.executable, "-m", "compendium", "check"]
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with subprocess.Popen(
        command, cwd=building.ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 1
