"""The questions of a claim, a module to each task: forms, when each page is asked, and the task itself."""
