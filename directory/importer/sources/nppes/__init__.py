"""NPPES, the federal register: its main file and the companion files, one module each."""
