"""What a call means, generation by generation: the effect stubs and their reader."""
