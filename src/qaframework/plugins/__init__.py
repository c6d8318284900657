"""Find plugins, load each by itself, and collect what they give. A bad plugin is left out whole, and named."""

from __future__ import annotations

from qaframework.plugins.finding import BUILT_IN
from qaframework.plugins.given import FailedPlugin, Plugin, Plugins
from qaframework.plugins.loading import ALLOW_VARIABLE, RESERVED, load_plugins

__all__ = ["ALLOW_VARIABLE", "BUILT_IN", "RESERVED", "FailedPlugin", "Plugin", "Plugins", "load_plugins"]
