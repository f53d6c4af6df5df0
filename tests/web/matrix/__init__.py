"""Every route × every role × own and foreign things: see README.md."""
