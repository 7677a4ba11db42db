"""WFS 1.1.0 as documents: what is asked and what is answered. No HTTP here."""
