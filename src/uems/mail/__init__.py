"""Letters: what an e-mail is, and handing one to an SMTP server."""
