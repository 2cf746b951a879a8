N1QL_PRIMARY_INDEX = "#primary"


class N1qlIndex:
    @classmethod
    def from_any(cls, obj, bucket): ...


class IxmgmtRequest:
    @reads
    def __iter__(self): ...
    @drains
    def execute(self): ...


def index_to_rawjson(ix): ...
