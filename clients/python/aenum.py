"""What the generated client wants of the package aenum, which Debian does not have: the standard library does the same."""

from enum import Enum

no_arg = object()

__all__ = ["Enum", "no_arg"]
