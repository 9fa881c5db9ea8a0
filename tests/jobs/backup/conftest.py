import os

collect_ignore = [] if os.environ.get("SILASTRI_TEST_DATABASE") else ["test_restore_postgresql.py"]
