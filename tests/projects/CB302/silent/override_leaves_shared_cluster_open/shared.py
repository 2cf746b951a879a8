from base import Repository


class SharedRepository(Repository):
    def close(self):
        """Others use the cluster too."""
