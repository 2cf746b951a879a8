"""Abstract execution of a module: values, state, calls, and the events that it yields.

The tree is the one that flake8 has parsed already (the standard library's `ast`). A second tree of another library
would cost more than all the rest, and expressions of a few thousand terms overflow it while it is built.
"""
