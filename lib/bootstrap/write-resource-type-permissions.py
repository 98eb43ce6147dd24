"""Writes resource-type-permissions.json anew: which actions CloudFormation calls for each resource type, read from the type's own schema.

    python -m venv /tmp/schemas && /tmp/schemas/bin/pip install cfn-lint
    /tmp/schemas/bin/python lib/bootstrap/write-resource-type-permissions.py [AWS::A::NewType …]

The types are those already in the file and those given. cfn-lint carries the CloudFormation resource provider schemas; what is taken is
`handlers.<handler>.permissions` of each handler. Their services are written in lower case, as IAM compares them.
"""

import json
import sys
from pathlib import Path

import cfnlint

SCHEMAS = Path(cfnlint.__file__).parent / "data" / "schemas"
FILE = Path(__file__).with_name("resource-type-permissions.json")
HANDLERS = ("create", "read", "update", "delete", "list")


def lower_service(action):
    service, _, name = action.partition(":")
    return f"{service.lower()}:{name}"


def handlers(schema_id):
    schema = json.loads((SCHEMAS / "resources" / f"{schema_id}.json").read_text())
    given = schema.get("handlers", {})
    return {
        name: sorted({lower_service(action) for action in given[name].get("permissions", [])})
        for name in HANDLERS
        if name in given
    }


def main():
    before = json.loads(FILE.read_text()) if FILE.exists() else {"types": {}}
    registry = json.loads((SCHEMAS / "providers" / "eu-west-1.json").read_text())
    types = sorted({*before["types"], *sys.argv[1:]})
    table = {
        "source": f"cfn-lint {cfnlint.version.__version__}, schemas of {json.loads((SCHEMAS / 'version.json').read_text())['schema_date'][:10]}",
        "types": {each: handlers(registry[each]) for each in types},
    }
    FILE.write_text(json.dumps(table, indent=2) + "\n")


main()
