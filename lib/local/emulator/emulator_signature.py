"""Reads a request as signed with AWS Signature Version 4, in the one form that clients of AWS write, or not at all.

What is left open here the emulator might read in another way than the proof does; so nothing is: one Authorization header, no header
twice, nothing of a signature in the query, every header that steers a service signed.
"""
import hashlib
import os
import re
from urllib.parse import parse_qs

from ministack.core.iam_evaluator import (
    AuthError,
    CredentialResolutionError,
    find_iam_access_key_account,
    resolve_credential,
)
from ministack.core.responses import _account_from_sts_session
from ministack.core.sigv4 import (
    HeaderSignature,
    _remove_dot_segments,
    decode_header_value,
    header_signature_failure,
    request_time_failure,
)

ALGORITHM = "AWS4-HMAC-SHA256"
AUTHORIZATION = re.compile(
    ALGORITHM + r" Credential=(?P<key>[A-Z0-9]{12,128})/(?P<date>[0-9]{8})/(?P<region>[a-z0-9-]+)/(?P<service>[a-z0-9-]+)"
    r"/aws4_request, SignedHeaders=(?P<headers>[a-z0-9-]+(?:;[a-z0-9-]+)*), Signature=(?P<signature>[0-9a-f]{64})"
)
ACCOUNT = re.compile(r"[0-9]{12}")
DATE = re.compile(r"[0-9]{8}T[0-9]{6}Z")
# Names of query parameters, in lower case, that carry a signature.
QUERY_CREDENTIALS = frozenset(
    "x-amz-" + part for part in ("algorithm", "credential", "date", "expires", "security-token", "signature", "signedheaders")
) | {"awsaccesskeyid"}
# What S3 takes in place of the hash of a body; the connection is TLS.
UNHASHED = frozenset({"UNSIGNED-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"})


class Refused(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def signature_of(scope, hosts):
    """The signature that a request claims, its form complete. Proves nothing yet. @throws Refused"""
    headers = {}
    for name, value in scope["headers"]:
        name = text(name).lower()
        if name in headers:
            raise incomplete(f"the header {name} is there twice")
        headers[name] = value
    if "authorization" not in headers:
        raise Refused("MissingAuthenticationTokenException", "every call of the emulated account is signed; this one is not")
    match = AUTHORIZATION.fullmatch(text(headers["authorization"]))
    if not match:
        raise incomplete(f"Authorization is not one {ALGORITHM} signature with Credential, SignedHeaders and Signature")
    signed = match["headers"].split(";")
    steering = {"host", "x-amz-date"} | {name for name in headers if name.startswith("x-amz-")}
    if signed != sorted(set(signed)) or not set(signed) <= headers.keys() or not steering <= set(signed):
        raise incomplete("SignedHeaders are not, in order, headers of the request with host, x-amz-date and all x-amz- ones")
    date = text(headers["x-amz-date"])
    if not DATE.fullmatch(date) or date[:8] != match["date"]:
        raise incomplete("X-Amz-Date is no time of the day that Credential names")
    if text(headers["host"]).lower() not in hosts:
        raise incomplete("Host is not the emulated account's own")
    if {"content-length", "transfer-encoding"} <= headers.keys():
        raise incomplete("the length of the body is said in two ways")
    if QUERY_CREDENTIALS & {name.strip().lower() for name in parameters(scope)}:
        raise incomplete("the query carries a signature too")
    path = text(scope["raw_path"])
    if not path.startswith("/") or scope["path"].startswith("/_"):
        raise Refused("AccessDeniedException", "there is no service of AWS at this path")
    if match["service"] != "s3" and _remove_dot_segments(path) != path:
        raise incomplete("the path can be read in two ways")
    return HeaderSignature(
        match["key"], match["date"], match["region"], match["service"], match["headers"], match["signature"], date
    )


def verification_failure(signature, scope, body):
    """Why the signature is not that of a known key over this very request; None when it is."""
    key = signature.access_key_id
    headers = {name.decode("latin-1").lower(): decode_header_value(value) for name, value in scope["headers"]}
    late = request_time_failure(signature)
    if late:
        return AuthError(*late)
    credential = resolve_credential(key, account_of(key), headers.get("x-amz-security-token", ""))
    if isinstance(credential, CredentialResolutionError):
        return AuthError(credential.code, credential.message)
    told = headers.get("x-amz-content-sha256")
    if told is not None and told != hashlib.sha256(body).hexdigest():
        if signature.service != "s3" or told not in UNHASHED:
            return AuthError("XAmzContentSHA256Mismatch", "X-Amz-Content-Sha256 is not the hash of the body")
    path = scope["raw_path"].decode("ascii")
    failure = header_signature_failure(
        signature, credential.secret_access_key, scope["method"], path, parameters(scope), headers, body
    )
    return AuthError(*failure) if failure else None


def account_of(key):
    """The account whose root a key is, or which gave it out: identities of other accounts live beside ours in one emulator."""
    if ACCOUNT.fullmatch(key):
        return key
    return _account_from_sts_session(key) or find_iam_access_key_account(key) or os.environ["MINISTACK_ACCOUNT_ID"]


def parameters(scope):
    """As the emulator reads them."""
    return parse_qs(text(scope["query_string"]), keep_blank_values=True)


def single(scope, wanted):
    """The value of a header that must be there once."""
    values = [value for name, value in scope["headers"] if name.lower() == wanted]
    if len(values) != 1:
        raise incomplete(f"the header {wanted.decode()} is there {len(values)} times")
    return text(values[0])


def text(value):
    """@throws Refused for what two readers could decode to different texts"""
    try:
        return value.decode("ascii")
    except UnicodeDecodeError:
        raise incomplete("a part that steers the request is not ASCII") from None


def incomplete(message):
    return Refused("IncompleteSignatureException", message)
