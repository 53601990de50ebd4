"""Pure rules and records: standard library only, no I/O, no clock, no chance."""
