class Portable:
    def __init__(self, connstr):
        self.connstr = connstr
        self.bucket = None

    def __getstate__(self):
        state = dict(self.__dict__)
        state["bucket"] = None
        return state
