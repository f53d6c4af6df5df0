"""The whole agency at a glance: people × competency, coverage, gaps, units side by side."""
