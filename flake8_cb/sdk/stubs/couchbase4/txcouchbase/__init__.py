from acouchbase import get_event_loop
