"""All municipalities' maps together, and releases of them."""
