"""Mat Trial: a personal trial of an acupressure mat."""
