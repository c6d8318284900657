"""The built-in plugin is held to what authors of plugins are held to."""

from qaframework.testing import check_plugin


def test_the_built_in_plugin_keeps_its_word():
    check_plugin("defaults", programmes=15)
