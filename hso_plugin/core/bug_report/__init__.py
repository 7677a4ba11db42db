"""A bug report without secrets and personal data. Needs nothing but Python: the plugin may lack its libraries."""
