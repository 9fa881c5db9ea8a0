"""What our readers and clients ask of other machines: nothing, or only whom a setting names."""
