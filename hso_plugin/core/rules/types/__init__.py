"""The rule types: each a function with `@rule_type`."""
