"""The map: people × competency, coverage, gaps, groups; the home page of each role."""
