"""The tamper-evident record of every write, and who looked at whom."""
