# Deletes the rules of the default security group in the project of STACK; the provider has no resource for that.
java -jar "${SLIPWAY_JAR:-target/slipway.jar}" clear-default-group "$STACK"
