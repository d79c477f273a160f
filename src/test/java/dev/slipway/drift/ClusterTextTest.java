package dev.slipway.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://robot:secret@git.example.net/x: not found | https://git.example.net/x: not found",
        "https://robot:se/cret@git.example.net/x: a | https://git.example.net/x: a",
        "https://robot:se@c?r#et@git.example.net/x a@b | https://git.example.net/x a@b",
        "ssh://robot@git.example.net/x and https://t:s@h/y | ssh://git.example.net/x and"
            + " https://h/y",
        "https://robot:se\u200bcret@git.example.net | https://git.example.net",
        "https://git.example.net/x?private_token=secret: a | https://git.example.net/x a",
        "https://git.example.net/x#secret a? b | https://git.example.net/x a? b",
        "is it? #1, a@b | is it? #1, a@b",
      })
  void credentialsOfUrlsAreLeftOut(String text, String line) {
    assertEquals(line, ClusterText.line(text));
  }
}
