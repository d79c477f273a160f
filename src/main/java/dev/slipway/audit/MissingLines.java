package dev.slipway.audit;

/** A receiver of lines that a sink lacks, so that they can be sent to it. */
@FunctionalInterface
public interface MissingLines {
  /** Adds a line that another sink has. */
  void add(Sink lacking, ApiServer server, String line);
}
