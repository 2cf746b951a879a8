"""Read by name: threads of one process work on the tasks."""
broker_url = "amqp://localhost"
worker_pool = "threads"
