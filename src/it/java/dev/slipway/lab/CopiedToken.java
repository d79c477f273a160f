package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.plan.model.ClusterPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** A copy of a token that Argo CD presents to a Management Cluster; docs/adr/0034. */
public final class CopiedToken {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final String HEADER = "Authorization: Bearer ";

  private final String url;
  private final Path header;
  private final Instant end;

  private CopiedToken(String url, Path header, Instant end) {
    this.url = url;
    this.header = header;
    this.end = end;
  }

  /** Requests the token that the kubelet writes for Argo CD's application controller. */
  public static CopiedToken of(String ops, ClusterPlan managed) throws IOException {
    String token =
        Lab.kubectl(
                ops,
                "-n argocd create token argocd-application-controller --duration 10m --audience"
                    + " slipway.dev/clusters/"
                    + managed.name())
            .orFail("token")
            .strip();
    JsonNode claims =
        new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    Duration life = Duration.ofSeconds(claims.get("exp").asLong() - claims.get("iat").asLong());
    System.out.printf("Argo CD's token for %s: %d s%n", managed.name(), life.toSeconds());
    assertTrue(life.compareTo(LONGEST) <= 0, life::toString);
    return new CopiedToken(
        managed.endpoint().externalUrl() + "/api",
        Lab.secretFile("copied-token", HEADER + token),
        Instant.ofEpochSecond(claims.get("exp").asLong()));
  }

  /** Asserts that the API server accepts it. */
  public void assertAccepted() {
    assertEquals("200", answer());
  }

  /** Waits for its end and asserts that the API server refuses it. */
  public void assertRefusedAfterItsEnd() throws InterruptedException {
    Thread.sleep(Math.max(0, Duration.between(Instant.now(), end.plusSeconds(1)).toMillis()));
    assertEquals("401", answer());
  }

  private String answer() {
    String line = Lab.httpStatusLine("-H @%s %s".formatted(header, url));
    return Lab.shell(line).orFail("request").strip();
  }
}
