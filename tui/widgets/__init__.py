"""Widgets: each draws one thing from a plan and posts what the person did; none knows a rule of the domain."""
