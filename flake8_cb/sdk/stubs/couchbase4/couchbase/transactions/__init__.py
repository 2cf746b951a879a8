from couchbase.transactions.transaction_get_result import TransactionGetResult
from couchbase.transactions.transaction_keyspace import TransactionKeyspace
from couchbase.transactions.transaction_query_results import TransactionQueryResults
from couchbase.transactions.transaction_result import TransactionResult
from couchbase.transactions.transactions import AttemptContext, Transactions
from couchbase.transactions.transactions_get_multi import (
    TransactionGetMultiMode,
    TransactionGetMultiReplicasFromPreferredServerGroupMode,
    TransactionGetMultiReplicasFromPreferredServerGroupResult,
    TransactionGetMultiReplicasFromPreferredServerGroupSpec,
    TransactionGetMultiResult,
    TransactionGetMultiSpec,
)
