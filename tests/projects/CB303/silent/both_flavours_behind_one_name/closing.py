def close(thing):
    """Close what is plain; hand back what has to be awaited."""
    return thing.close()
