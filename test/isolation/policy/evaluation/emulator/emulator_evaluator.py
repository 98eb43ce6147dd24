"""Decides requests with the emulator's own policy evaluator: one JSON object a line in, one answer a line out."""

import json
import sys

from ministack.core import iam_evaluator as iam


def context_of(case):
    caller = case["caller"]
    keys = dict(case["context"])
    # A request that names no tags has no aws:TagKeys; left out, the evaluator takes an empty list for it.
    keys.setdefault("aws:tagkeys", None)
    return iam.EvalContext(
        principal_arn=caller["arn"],
        principal_type=caller["type"],
        principal_account=caller["account"],
        action=case["action"],
        resource_arn=case["resource"],
        region="eu-west-1",
        source_ip=keys.pop("aws:sourceip"),
        secure_transport=keys.pop("aws:securetransport") == "true",
        service_context=keys,
    )


def decide(case):
    context = context_of(case)
    if case["kind"] == "trust":
        trusted = iam.evaluate_trust_policy(case["resourcePolicy"], case["caller"]["arn"], context)
        return "Allow" if trusted else "Deny"
    limits = tuple([iam.parse_policy_document(document) for document in layer] for layer in case["limits"])
    policies = [iam.parse_policy_document(document) for document in case["identity"]]
    result = iam.evaluate(context, policies, *limits)
    if case["kind"] == "resource":
        result = iam.combine_resource_policy(
            result, context, case.get("resourcePolicy"), case["owner"], required=case["required"], limits=limits
        )
    return result.decision


for line in sys.stdin:
    print(decide(json.loads(line)))
