"""The agent of the lab's servers: plugs Neutron ports into OVN's switches and runs the programs of Nova servers."""
