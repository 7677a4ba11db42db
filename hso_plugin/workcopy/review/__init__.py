"""The reviewer's copy of what a platform holds."""
