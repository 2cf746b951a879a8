from couchbase.exceptions import (
    CouchbaseException,
    ErrorMapper,
    TransactionsErrorContext,
)
from couchbase.options import (
    TransactionGetMultiOptions,
    TransactionGetMultiReplicasFromPreferredServerGroupOptions,
    TransactionGetOptions,
    TransactionGetReplicaFromPreferredServerGroupOptions,
    TransactionInsertOptions,
    TransactionQueryOptions,
    TransactionReplaceOptions,
)
from couchbase.transactions.transaction_get_result import TransactionGetResult
from couchbase.transactions.transaction_query_results import TransactionQueryResults
from couchbase.transactions.transaction_result import TransactionResult
from couchbase.transactions.transactions_get_multi import (
    TransactionGetMultiReplicasFromPreferredServerGroupResult,
    TransactionGetMultiReplicasFromPreferredServerGroupSpec,
    TransactionGetMultiResult,
    TransactionGetMultiSpec,
)


class BlockingWrapper: ...


class Transactions:
    @operates
    def run(self, txn_logic, transaction_options=None, **kwargs): ...
    @operates
    def close(self): ...


class AttemptContext:
    @operates
    def get(self, coll, key, options=None, **kwargs): ...
    @operates
    def get_replica_from_preferred_server_group(self, coll, key, options=None, **kwargs): ...
    @operates
    def get_multi(self, specs, options=None, **kwargs): ...
    @operates
    def get_multi_replicas_from_preferred_server_group(self, specs, options=None, **kwargs): ...
    @operates
    def insert(self, coll, key, value, options=None, **kwargs): ...
    @operates
    def replace(self, txn_get_result, value, options=None, **kwargs): ...
    @operates
    def remove(self, txn_get_result, **kwargs): ...
    @operates
    def query(self, query, options=None, **kwargs): ...
