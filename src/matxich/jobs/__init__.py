"""Work behind the pages: what each kind of job does, what comes round by itself, and the loops that do it."""
