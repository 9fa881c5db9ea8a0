"""What officers do among themselves with a case: write notes to each other, pass the file on."""
