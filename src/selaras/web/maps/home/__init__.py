"""What the home page shows each role first."""
