"""Later: jobs that survive the process, and the clocks that start them."""
