"""Who may: accounts, sessions, memberships, invitations, roles, and the brake on guessing."""
