"""Validate RO-Crates at the recommended level, offline; print the issues of each as JSON.

Runs in the environment of the other software: validate_crate.py FOLDER ...
"""

import importlib.resources
import io
import json
import sys

import requests
from rocrate_validator import models, services

VOCABULARY = (importlib.resources.files("rocrate") / "data" / "ro-crate.jsonld").read_bytes()


def answer(adapter, request, **_):
    """The vocabulary as the package rocrate ships it; no other host is asked for anything."""
    known = json.loads(VOCABULARY)["@id"]
    if request.url != known:
        raise requests.ConnectionError(f"nothing is fetched here: {request.url}")
    response = requests.Response()
    response.status_code, response.request, response.url = 200, request, request.url
    response.headers["Content-Type"] = "application/ld+json"
    response.raw = io.BytesIO(VOCABULARY)
    return response


def issues(folder):
    settings = services.ValidationSettings(
        rocrate_uri=folder,
        profile_identifier="ro-crate-1.3",
        requirement_severity=models.Severity.RECOMMENDED,
        skip_availability_check=True,
        no_cache=True,
    )
    found = services.validate(settings).get_issues()
    return [f"{issue.check.severity.name}: {issue.message} ({issue.violatingEntity})" for issue in found]


if __name__ == "__main__":
    requests.adapters.HTTPAdapter.send = answer
    json.dump([issues(folder) for folder in sys.argv[1:]], sys.stdout)
