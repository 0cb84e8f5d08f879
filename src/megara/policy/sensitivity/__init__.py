"""What the answer hangs on: assumptions varied one by one, in pairs, until advice changes."""
