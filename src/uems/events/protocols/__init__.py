"""One file for each ingestion protocol."""
