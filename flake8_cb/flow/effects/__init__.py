"""Effects: what the calls that stubs describe do to connections, processes, threads and event loops."""
