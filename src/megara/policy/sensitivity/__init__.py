"""What the answer hangs on: assumptions varied one by one, in pairs, and until the advice changes."""
