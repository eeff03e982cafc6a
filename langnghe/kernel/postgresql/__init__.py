"""PostgreSQL as we use it: Django's backend, which sees without asking that a connection still stands."""
