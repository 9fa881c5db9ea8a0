"""Officers appraised by superiors and colleagues, rewarded, heard, and bound by the code of ethics."""
