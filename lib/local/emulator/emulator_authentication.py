"""Authenticates requests before the emulator sees them, which takes one without a key, or with a key that it cannot read, for its root's.

Three kinds of request are let through: a call of the gateway, without anything that the emulator could read as a credential; the
page that says that the emulator is up; and a call of AWS whose signature is verified here, for a root or a session alike. All others
are refused, also where AWS would answer unsigned calls.
"""
import json
import os
import re
import uuid

from emulator_signature import QUERY_CREDENTIALS, Refused, parameters, verification_failure, signature_of, single
from ministack.app import (
    _AOSS_COLLECTION_HOST_RE,
    _credential_failure,
    _parse_cloudfront_dataplane_host,
    _parse_execute_api_url,
)

HEALTH = b"/_ministack/health"
EXECUTION = re.compile(rb"/restapis/([a-z0-9]+)/([A-Za-z0-9_-]+)/_user_request_(?:/.*)?", re.DOTALL)


def authenticated(app):
    """The ASGI app, which only authenticated requests reach."""
    port = os.environ["GATEWAY_PORT"]
    hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    async def authenticate(scope, receive, send):
        if scope["type"] == "lifespan":
            return await app(scope, receive, send)
        if scope["type"] != "http":
            # There is no websocket that an account here needs; closed before it is open, it is answered 403.
            return await send({"type": "websocket.close", "code": 1008})
        try:
            if scope["http_version"] not in ("1.0", "1.1"):
                # One reader of requests: in HTTP/2 a host has two places. A client can begin it without the server's offer.
                raise Refused("IncompleteSignatureException", "the emulated account speaks HTTP/1.1 alone")
            if scope["raw_path"] == HEALTH and scope["method"] == "GET" and scope["query_string"] == b"":
                scope = without_credentials(scope)
            elif is_execution(scope):
                scope = as_sent(without_credentials(scope))
            else:
                signature = signature_of(scope, hosts)
                body = await read(receive)
                failure = verification_failure(signature, scope, body)
                if failure:
                    return await respond(send, *service_error(signature, scope, failure))
                receive = replay(body, receive)
        except Refused as refused:
            text = {"__type": refused.code, "message": str(refused)}
            return await respond(send, 403, {"Content-Type": "application/json"}, json.dumps(text).encode())
        return await app(scope, receive, send)

    return authenticate


def is_execution(scope):
    """A call of a deployed API by its path, that the emulator takes for one too. @throws Refused when only one of the two does"""
    match = EXECUTION.fullmatch(scope["raw_path"])
    if not match:
        return False
    host = single(scope, b"host")
    api, stage = (part.decode() for part in match.groups())
    read = _parse_execute_api_url(host, scope["path"])
    other = _parse_cloudfront_dataplane_host(host) or _AOSS_COLLECTION_HOST_RE.match(host)
    if other or not read or read[:2] != (api, stage) or read[2].startswith("/@connections"):
        raise Refused("IncompleteSignatureException", "this path and Host mean two different things")
    if QUERY_CREDENTIALS & {name.strip().lower() for name in parameters(scope)}:
        raise Refused("IncompleteSignatureException", "a call of the gateway carries no AWS credential in its query")
    return True


def without_credentials(scope):
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name.lower() != b"authorization"]}


def as_sent(scope):
    """API Gateway hands a path on as it was sent; the emulator would decode it first."""
    return {**scope, "path": scope["raw_path"].decode("latin-1")}


def service_error(signature, scope, failure):
    """In the protocol of the service that was asked, so that its client can read it."""
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    return _credential_failure(signature.service, "", str(uuid.uuid4()), failure, headers)


async def respond(send, status, headers, body):
    pairs = [(name.lower().encode(), str(value).encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": body})


async def read(receive):
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if message["type"] != "http.request" or not message.get("more_body"):
            return bytes(body)


def replay(body, receive):
    """What was read, once more, and then whatever comes."""
    messages = [{"type": "http.request", "body": body, "more_body": False}]

    async def again():
        return messages.pop() if messages else await receive()

    return again
