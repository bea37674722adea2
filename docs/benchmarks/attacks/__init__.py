"""The attacks of abuse.py on a local Lutra: one module for each kind of attack, one function for each attack."""
