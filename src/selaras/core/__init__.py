"""The engine: pure values and functions. No files, no clock, no settings, no framework.

Read it beside the specification of a verdict, in this order: `model` (identities), `applicable`,
`facts`, `evidence`, `rows`, `evaluate`, `jpm`, `policy`, `determination`, `explain`.
"""
