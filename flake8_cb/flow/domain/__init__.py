"""The abstract domain: values, what objects hold, the state of one path, and how states that meet are joined."""
