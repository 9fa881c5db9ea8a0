"""Officers: appraised, asked all round, rewarded, heard, bound by the code of ethics."""
