from acouchbase.transactions.transactions import AttemptContext, Transactions
