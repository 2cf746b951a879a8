from twisted.protocols.basic import LineReceiver


class Commands(LineReceiver):
    """Lines of which the first word is a command."""

    def lineReceived(self, line):
        name, _, rest = line.decode().partition(" ")
        getattr(self, "command_" + name)(rest)
