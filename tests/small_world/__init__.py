"""Every small program over two connections, and what a run of each can meet."""
