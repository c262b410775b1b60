"""Pages of reading in, put together from a draft or a document."""
