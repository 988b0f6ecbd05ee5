"""The accepted view to files: one writer per format, and the offline page of maps."""
