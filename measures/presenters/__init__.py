"""How measures and plans are shown: large pages assembled into plain values for templates."""
