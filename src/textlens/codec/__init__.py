"""Documents as JSON, and layers as columns."""

from textlens.codec._json import SCHEMA, from_dict, from_json, to_dict, to_json, to_rows
from textlens.codec._schema import json_schema

__all__ = ["SCHEMA", "from_dict", "from_json", "json_schema", "to_dict", "to_json", "to_rows"]
