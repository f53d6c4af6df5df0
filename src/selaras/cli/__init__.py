"""The command line: parse, call, print, exit code. No rule of law is computed here."""
