"""Pages, by audience: `public/` needs no account. What pages share lies in `components/`, one folder for each piece."""
