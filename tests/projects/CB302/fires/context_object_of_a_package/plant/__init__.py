from .context import Context as Context
