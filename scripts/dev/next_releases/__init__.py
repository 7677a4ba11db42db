"""The tests and the demonstration on the Debians to come, in folders beside this machine's own: `make test-next`."""
