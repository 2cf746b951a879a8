"""What event loops run by themselves, and what is kept away from them: tables and nothing else.

A coroutine (``async def``) is run by a loop anyway. Names are dotted as they are imported; calls are left out, so that
``IOLoop.current().add_callback`` is ``tornado.ioloop.IOLoop.current.add_callback``.
"""

from __future__ import annotations

from collections.abc import Mapping

#: Decorators that make a coroutine of a generator.
COROUTINE_DECORATORS = frozenset(
    {"asyncio.coroutine", "tornado.gen.coroutine", "tornado.gen.engine", "types.coroutine"}
)

#: What calls a function when something has ended, and does nothing with its result, by the end of its name.
IGNORING = ("add_done_callback", "atexit.register", "signal.signal", "weakref.finalize")

#: Decorators that send each call of their function to a thread.
THREAD_DECORATORS = frozenset(
    {
        "asgiref.sync.sync_to_async",
        "asyncer.asyncify",
        "chainlit.make_async",
        "channels.db.database_sync_to_async",
        "quart.utils.run_sync",
        "tornado.concurrent.run_on_executor",
    }
)

_HTTP = ("get", "post", "put", "patch", "delete", "head", "options")
_HANDLER = (
    "initialize", "prepare", "on_finish", "write_error", "set_default_headers", "data_received", "get_current_user",
    "get_user_locale", "on_connection_close",
)  # fmt: skip
_SOCKET = ("open", "on_message", "on_close", "on_ping", "on_pong", "check_origin", "select_subprotocol")
_PROTOCOL = ("connection_made", "connection_lost", "pause_writing", "resume_writing")
_STREAM = (*_PROTOCOL, "data_received", "eof_received")

#: Plain methods that a loop calls, by the class that its owner derives from.
LOOP_METHODS: Mapping[str, frozenset[str]] = {
    "tornado.web.RequestHandler": frozenset((*_HTTP, *_HANDLER)),
    "tornado.websocket.WebSocketHandler": frozenset((*_HTTP, *_HANDLER, *_SOCKET)),
    "asyncio.Protocol": frozenset(_STREAM),
    "asyncio.BufferedProtocol": frozenset((*_PROTOCOL, "get_buffer", "buffer_updated", "eof_received")),
    "asyncio.DatagramProtocol": frozenset((*_PROTOCOL, "datagram_received", "error_received")),
    "asyncio.SubprocessProtocol": frozenset((*_PROTOCOL, "pipe_data_received", "process_exited")),
}

#: What a loop calls first, and in this order, on a new object of such a class.
FIRST_METHODS: Mapping[str, tuple[str, ...]] = {
    "tornado.web.RequestHandler": ("initialize", "prepare"),
    "tornado.websocket.WebSocketHandler": ("initialize", "prepare", "open"),
    "asyncio.Protocol": ("connection_made",),
    "asyncio.BufferedProtocol": ("connection_made",),
    "asyncio.DatagramProtocol": ("connection_made",),
    "asyncio.SubprocessProtocol": ("connection_made",),
}

#: Whose methods below give a loop a function to run.
_LOOPS = ("asyncio", "tornado.ioloop.IOLoop")
_SCHEDULING = frozenset(
    {
        "add_callback", "add_callback_from_signal", "add_done_callback", "add_future", "add_handler", "add_timeout",
        "call_at", "call_later", "spawn_callback",
    }
)  # fmt: skip
_SCHEDULERS = frozenset({"tornado.ioloop.PeriodicCallback"})


def ignores_results(name: str) -> bool:
    """Report whether what has that dotted name calls a function that it is given, and does nothing with its result."""
    return name.endswith(IGNORING)


def schedules(name: str) -> bool:
    """Report whether a call of that name gives an event loop a function to run."""
    owner, _, method = name.rpartition(".")
    return name in _SCHEDULERS or (method in _SCHEDULING and owner.startswith(_LOOPS))
