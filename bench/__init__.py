"""Benchmarks of triage against the detectors a user would reach for; `make bench` runs them."""
