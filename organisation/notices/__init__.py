"""What a person is told in the product (Varsler), and how often by mail."""
