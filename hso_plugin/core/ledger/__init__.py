"""The ledger protocol: clone, pull and push over two ports, the platform and the working copy."""

from .clone import clone
from .pull import pull
from .push import push

__all__ = ["clone", "pull", "push"]
