from couchbase.management.admin import Admin


class GenericManager:
    @derives(via="admin_bucket")
    def __init__(self, admin_bucket): ...
