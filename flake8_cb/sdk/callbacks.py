"""Methods that Twisted's reactor calls by itself: a table.

A sync operation in one of them makes everything wait that the reactor has to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_PROTOCOL = ("makeConnection", "connectionMade", "connectionLost")
_FACTORY = ("buildProtocol", "startedConnecting", "clientConnectionFailed", "clientConnectionLost")
_PROCESS = ("childDataReceived", "outReceived", "errReceived", "processExited", "processEnded")
_RESOURCE = ("render", "render_*", "getChild", "getChildWithDefault")
_IRC = (
    "signedOn", "joined", "left", "privmsg", "noticed", "action", "topicUpdated", "userJoined", "userLeft", "userQuit",
    "userKicked", "userRenamed", "irc_*",
)  # fmt: skip
_WEB_SOCKET = ("onConnect", "onOpen", "onMessage", "onPing", "onPong", "onClose")

#: The methods, by the class of Twisted that their own class derives from; ``render_*`` is all that begin so.
TWISTED_METHODS: Mapping[str, frozenset[str]] = {
    "twisted.internet.protocol.BaseProtocol": frozenset(_PROTOCOL),
    "twisted.internet.protocol.Protocol": frozenset((*_PROTOCOL, "dataReceived")),
    "twisted.internet.protocol.DatagramProtocol": frozenset(("startProtocol", "datagramReceived", "connectionRefused")),
    "twisted.internet.protocol.ProcessProtocol": frozenset((*_PROTOCOL, *_PROCESS)),
    "twisted.internet.protocol.Factory": frozenset(_FACTORY),
    "twisted.internet.protocol.ServerFactory": frozenset(_FACTORY),
    "twisted.internet.protocol.ClientFactory": frozenset(_FACTORY),
    "twisted.internet.protocol.ReconnectingClientFactory": frozenset(_FACTORY),
    "twisted.protocols.basic.LineReceiver": frozenset((*_PROTOCOL, "lineReceived", "rawDataReceived")),
    "twisted.protocols.basic.LineOnlyReceiver": frozenset((*_PROTOCOL, "lineReceived")),
    "twisted.protocols.basic.NetstringReceiver": frozenset((*_PROTOCOL, "stringReceived")),
    "twisted.protocols.basic.Int8StringReceiver": frozenset((*_PROTOCOL, "stringReceived")),
    "twisted.protocols.basic.Int16StringReceiver": frozenset((*_PROTOCOL, "stringReceived")),
    "twisted.protocols.basic.Int32StringReceiver": frozenset((*_PROTOCOL, "stringReceived")),
    "twisted.web.resource.Resource": frozenset(_RESOURCE),
    "twisted.web.http.Request": frozenset(("process", "requestReceived")),
    "twisted.web.xmlrpc.XMLRPC": frozenset((*_RESOURCE, "xmlrpc_*")),
    "twisted.words.protocols.irc.IRCClient": frozenset((*_PROTOCOL, *_IRC)),
    "autobahn.twisted.websocket.WebSocketServerProtocol": frozenset(_WEB_SOCKET),
    "autobahn.twisted.websocket.WebSocketClientProtocol": frozenset(_WEB_SOCKET),
    "autobahn.twisted.wamp.ApplicationSession": frozenset(("onConnect", "onJoin", "onLeave", "onDisconnect")),
}


def is_called_by_twisted(name: str, bases: Iterable[str]) -> bool:
    """Report whether Twisted's reactor calls the method of that name in a class with these ancestors."""
    known = [TWISTED_METHODS[base] for base in bases if base in TWISTED_METHODS]
    return any(name in names or f"{name.partition('_')[0]}_*" in names for names in known)
