"""Traces: from the first exposure to the payment, and on to the people who were brought and what they paid."""
