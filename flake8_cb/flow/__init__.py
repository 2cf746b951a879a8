"""Abstract execution of a module: values, state, calls, and the events that it yields."""
