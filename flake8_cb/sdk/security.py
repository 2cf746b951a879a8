"""Parameters of the SDK that say who connects and whether servers are verified, by their names."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: Those that take a password.
PASSWORDS = frozenset({"password", "cluster_password", "bucket_password", "cert_password"})

#: Those that say whether certificates are verified, each with the values that switch it off (SDK_FACTS 4.7, 4.9).
VERIFICATION: Mapping[str, frozenset[object]] = {
    "tls_verify": frozenset({"none", "no_verify"}),
    "disable_server_certificate_verification": frozenset({True}),
}

#: Those that take a connection string.
CONNECTION_STRINGS = frozenset({"connection_string", "connstr", "endpoint"})

#: Those that take options together, or that other options are taken from.
OPTIONS = frozenset({"options", "other"})

#: Those by which a call says how to connect.
CONFIGURING = PASSWORDS | VERIFICATION.keys() | CONNECTION_STRINGS

#: The options of a connection string that name a user, a password or a certificate of the client (SDK_FACTS 2.7).
CREDENTIALS = re.compile(r"[?&](?:user(?:name)?|pass(?:word)?|keypath)=", re.ASCII)

#: The option of a connection string that gives a password.
PASSWORD = re.compile(r"[?&]pass(?:word)?=([^&#]+)", re.ASCII)

#: The options of a connection string that switch the verification off (SDK_FACTS 2.7, 4.7).
UNVERIFIED = re.compile(
    r"[?&](ssl=no_verify|tls_verify=(?:none|no_verify)"
    r"|(?:security\.)?disable_server_certificate_verification=true)(?=[&#]|$)",
    re.ASCII,
)
