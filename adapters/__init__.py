"""Everything with an outside: each adapter translates in, calls the core, renders out."""
