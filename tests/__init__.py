"""The tests of Selaras. Every person in them is synthetic."""
