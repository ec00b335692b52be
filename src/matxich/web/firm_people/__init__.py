"""People of a firm: who acts for it, and its contact persons. The same pages on the firm's desk and for officers."""
