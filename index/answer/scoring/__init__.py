"""The learnt order: what speaks for a candidate, and how sure the best one is."""
