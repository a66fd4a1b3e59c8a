"""Pictures of pages: made ready, recognised, put right."""
