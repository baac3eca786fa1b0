"""Tests of training; those that need PyTorch skip without it."""
