"""imports.db: what the sources said."""
