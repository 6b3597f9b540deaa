"""The measured figures, as ratios against a named peer or a no-op in the same run."""
