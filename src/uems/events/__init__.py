"""What happened: the canonical event, one file per protocol, the durable journal, the pipeline, the writer."""
