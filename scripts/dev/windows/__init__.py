"""Windows' own Python on Linux, by way of Wine: made once under build/windows, for tests only, never shipped."""
