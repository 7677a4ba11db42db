"""The first contact with a platform: is it one, can it do what is needed, and what may this user do there?"""

from .introduction import Introduction, introduce, require_catalogue, require_fit, require_right
from .tables import read_areas, read_catalogue, read_rights, require_understood
from .types import check_columns, find_geojson, find_server, has_review, require_columns, require_review

__all__ = [
    "Introduction",
    "check_columns",
    "find_geojson",
    "find_server",
    "has_review",
    "introduce",
    "read_areas",
    "read_catalogue",
    "read_rights",
    "require_catalogue",
    "require_columns",
    "require_fit",
    "require_review",
    "require_right",
    "require_understood",
]
