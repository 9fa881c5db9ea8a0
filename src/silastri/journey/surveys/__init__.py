"""The satisfaction survey: who may answer, how answers come in, what they say."""
