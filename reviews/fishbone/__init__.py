"""The fishbone analysis (M17, methods 3.4): a question, causes on bones, whys, root causes."""
