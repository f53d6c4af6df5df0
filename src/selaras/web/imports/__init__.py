"""Files reconciled with what is recorded, never over it."""
