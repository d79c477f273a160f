"""The life of the lab's servers: user data to programs, Neutron ports to interfaces."""
