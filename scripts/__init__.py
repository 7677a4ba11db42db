"""What builds, starts, demonstrates and measures the project; not part of the plugin."""
