"""Attribution: which channels conversions are owed to, by models that look at journeys in different ways."""
