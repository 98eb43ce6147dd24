"""Runs one emulator in this process, and ends it with the process that started it.

`airlock up` holds the other end of standard input. When it goes, in whatever way, the end of that pipe is seen here and the
emulator's process group, which holds the functions' processes too, is ended. MiniStack's own start-up is not used: it also binds
port 443 where it can.
"""

import asyncio
import os
import signal
import sys
import threading

from hypercorn.asyncio import serve
from hypercorn.config import Config


def end_group_with_parent():
    while sys.stdin.buffer.read(1):
        pass
    os.killpg(os.getpgrp(), signal.SIGKILL)


def main():
    config = Config()
    config.bind = [f"{os.environ['BIND_HOST']}:{os.environ['GATEWAY_PORT']}"]
    config.certfile = os.environ["MINISTACK_SSL_CERT"]
    config.keyfile = os.environ["MINISTACK_SSL_KEY"]
    config.keep_alive_timeout = 75
    # HTTP/2 is not offered, and emulator_authentication refuses a client that begins it all the same.
    config.alpn_protocols = ["http/1.1"]
    threading.Thread(target=end_group_with_parent, daemon=True).start()
    from emulator_authentication import authenticated
    from ministack.app import app

    asyncio.run(serve(authenticated(app), config))


main()
