"""Sinograph: an auditable knowledge graph of China's LLM industry.

This file imports nothing, so that ``import sinograph`` is free; see :mod:`sinograph.graph` for the Python API.
"""

__version__ = "0.1.0"
