"""A cluster as docs/how-to/cluster.md builds it, each machine a namespace of this one, struck while whole cases run.

python -m tests.cluster        as root; `make check-cluster`
"""
