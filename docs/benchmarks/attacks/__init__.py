"""What abuse.py does to a local Lutra: one module for each kind of attack, one function for each attack."""
