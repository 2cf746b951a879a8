"""The machine: where the execution stands, how paths leave, what a run may cost, and what all of its parts share."""
