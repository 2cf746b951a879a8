"""Programs that meet the hazards on the real SDK, and programs that do not."""
