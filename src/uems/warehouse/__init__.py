"""Facts: the ClickHouse dialect, embedded by chdb or on a cluster."""
