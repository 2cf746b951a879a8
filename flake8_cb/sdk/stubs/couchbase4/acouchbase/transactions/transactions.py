from couchbase.exceptions import ErrorMapper
from couchbase.options import (
    TransactionGetMultiOptions,
    TransactionGetMultiReplicasFromPreferredServerGroupOptions,
    TransactionGetOptions,
    TransactionGetReplicaFromPreferredServerGroupOptions,
    TransactionInsertOptions,
    TransactionQueryOptions,
    TransactionReplaceOptions,
)
from couchbase.transactions import (
    TransactionGetMultiReplicasFromPreferredServerGroupResult,
    TransactionGetMultiReplicasFromPreferredServerGroupSpec,
    TransactionGetMultiResult,
    TransactionGetMultiSpec,
    TransactionGetResult,
    TransactionQueryResults,
    TransactionResult,
)


class AsyncWrapper: ...


class Transactions:
    @operates
    async def run(self, txn_logic, transaction_options=None, **kwargs): ...
    @operates
    def close(self): ...


class AttemptContext:
    @sends
    def get(self, coll, key, options=None, **kwargs): ...
    @sends
    def get_replica_from_preferred_server_group(self, coll, key, options=None, **kwargs): ...
    @sends
    def get_multi(self, specs, options=None, **kwargs): ...
    @sends
    def get_multi_replicas_from_preferred_server_group(self, specs, options=None, **kwargs): ...
    @sends
    def insert(self, coll, key, value, options=None, **kwargs): ...
    @sends
    def replace(self, txn_get_result, value, options=None, **kwargs): ...
    @sends
    def remove(self, txn_get_result, **kwargs): ...
    @sends
    def query(self, query, options=None, **kwargs): ...
