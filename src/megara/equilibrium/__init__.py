"""Floor 1: the model. A shock on a world gives an equilibrium, an equilibrium gives an outcome."""
