"""What the linted project is: whether a file concerns us, what is declared, which modules are its own."""
