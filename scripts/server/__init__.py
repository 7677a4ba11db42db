"""What a platform in production is made from: migrations, the gate, and the published project."""
