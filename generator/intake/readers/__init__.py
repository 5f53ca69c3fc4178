"""One file per format: bytes of that format -> `Transcript`. The table of them is in `intake`."""
