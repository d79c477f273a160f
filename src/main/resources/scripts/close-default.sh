# No resource of the provider's empties the group that Neutron puts into STACK's project itself.
java -jar target/slipway.jar close-default "$STACK"
