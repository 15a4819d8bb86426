"""schema.org's vocabulary, as the package rocrate ships it."""

import json
from functools import cache
from importlib.resources import files


def _listed(value):
    return value if isinstance(value, list) else [value] if value else []


@cache
def _terms():
    """Superclasses of each type, and the types that each property belongs to."""
    graph = json.loads(files("rocrate").joinpath("data/schema.jsonld").read_text(encoding="utf-8"))["@graph"]
    types, properties = {}, {}
    for term in graph:
        name = term["@id"].removeprefix("schema:")
        if "rdfs:Class" in _listed(term["@type"]):
            types[name] = [parent["@id"].removeprefix("schema:") for parent in _listed(term.get("rdfs:subClassOf"))]
        if "rdf:Property" in _listed(term["@type"]):
            domains = _listed(term.get("schema:domainIncludes"))
            properties[name] = {domain["@id"].removeprefix("schema:") for domain in domains}
    return types, properties


def _lineage(name, types):
    return {name}.union(*(_lineage(parent, types) for parent in types.get(name, [])))


def misused(thing):
    """What of a thing's types and properties schema.org does not know, or not of that type; nested things too."""
    types, properties = _terms()
    kind = thing["@type"]
    if kind not in types:
        return [f"{kind} is no type"]
    problems = []
    for name, value in thing.items():
        if not name.startswith("@"):
            if name not in properties:
                problems.append(f"{name} is no property")
            elif not properties[name] & _lineage(kind, types):
                problems.append(f"{name} is no property of {kind}")
        problems += [problem for item in _listed(value) if isinstance(item, dict) for problem in misused(item)]
    return problems
