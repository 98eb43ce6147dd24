"""What stands before the emulator: it takes the id of a root key, which is no secret, as proof of it. Behind this door the
signature of a root key must be right too, and of the emulator's own unauthenticated pages only `health` is there."""
import os
from urllib.parse import parse_qs

REFUSAL = b'{"__type":"InvalidSignatureException","message":"the signature is not made with the root key"}'


def proven(app):
    """The ASGI app, reached only by requests that role sessions signed, or root with the right secret, or nobody did."""
    secret = os.environ["AWS_SECRET_ACCESS_KEY"]

    async def door(scope, receive, send):
        if scope["type"] != "http":
            # There is no websocket that an account here needs.
            return await app(scope, receive, send) if scope["type"] == "lifespan" else None
        headers = joined(scope["headers"])
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
        refused = closed_page(scope["path"]) or unproven_form(headers, query)
        if not refused and claims_root(headers):
            body = await read(receive)
            refused = not root_signed(scope, headers, query, body, secret)
            receive = replay(body, receive)
        if refused:
            await send({"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"application/json")]})
            await send({"type": "http.response.body", "body": REFUSAL})
            return None
        return await app(scope, receive, send)

    return door


def closed_page(path):
    return path.startswith("/_ministack/") and path != "/_ministack/health"


def unproven_form(headers, query):
    """Forms of signature that the emulator does not verify for root: in the query, and version 2."""
    from ministack.core.iam_evaluator import is_root_access_key

    claimed = [value.split("/")[0] for name in query for value in query[name] if name.lower() == "x-amz-credential"]
    version_2 = "AWSAccessKeyId" in query or headers.get("authorization", "").startswith("AWS ")
    return version_2 or any(is_root_access_key(key) for key in claimed)


def claims_root(headers):
    from ministack.core.iam_evaluator import is_root_access_key
    from ministack.core.sigv4 import parse_header_signature

    if not headers.get("authorization", "").startswith("AWS4-"):
        return False
    signature = parse_header_signature(headers)
    return not isinstance(signature, tuple) and is_root_access_key(signature.access_key_id)


def root_signed(scope, headers, query, body, secret):
    from ministack.core.sigv4 import header_signature_failure, parse_header_signature

    path = (scope.get("raw_path") or scope["path"].encode()).decode("latin-1").split("?")[0]
    signature = parse_header_signature(headers)
    return header_signature_failure(signature, secret, scope["method"], path, query, headers, body) is None


def joined(raw_headers):
    headers = {}
    for name, value in raw_headers:
        name, value = name.decode("latin-1").lower(), value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


async def read(receive):
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if message["type"] != "http.request" or not message.get("more_body"):
            return body


def replay(body, receive):
    """What was read, once more, and then whatever comes."""
    messages = [{"type": "http.request", "body": body, "more_body": False}]

    async def again():
        return messages.pop() if messages else await receive()

    return again
