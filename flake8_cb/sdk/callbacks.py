"""Methods that Twisted's reactor calls by itself: a table and nothing else.

A sync operation in one of them makes everything wait that the reactor has to do.
"""

from __future__ import annotations

from collections.abc import Mapping

_PROTOCOL = ("makeConnection", "connectionMade", "connectionLost")
_FACTORY = ("buildProtocol", "startedConnecting", "clientConnectionFailed", "clientConnectionLost")
_PROCESS = ("childDataReceived", "outReceived", "errReceived", "processExited", "processEnded")
_RESOURCE = (
    "render", "render_GET", "render_HEAD", "render_POST", "render_PUT", "render_DELETE", "render_PATCH",
    "render_OPTIONS", "getChild", "getChildWithDefault",
)  # fmt: skip

#: The methods, by the class of Twisted that the class with the method derives from.
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
    "twisted.web.xmlrpc.XMLRPC": frozenset(_RESOURCE),
}
