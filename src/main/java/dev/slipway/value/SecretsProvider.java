package dev.slipway.value;

import java.util.regex.Pattern;

/**
 * The provider that encrypts the secrets in a Pulumi state.
 *
 * @param text for example {@code hashivault://staging-pulumi} or {@code passphrase}
 */
public record SecretsProvider(String text) {
  /** Pulumi's provider of a backend of its own if the stack's settings name no other. */
  public static final String PASSPHRASE = "passphrase";

  private static final Pattern FORM =
      Pattern.compile(
          "%s|(awskms|azurekeyvault|gcpkms|hashivault)://[A-Za-z0-9._:/-]+(\\?[A-Za-z_]+=[A-Za-z0-9._:/-]*(&[A-Za-z_]+=[A-Za-z0-9._:/-]*)*)?"
              .formatted(PASSPHRASE));

  /** Reads a provider that Pulumi supports. */
  public static SecretsProvider parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "is not a valid secrets provider; expected passphrase, or a key such as"
              + " hashivault://staging-pulumi, with awskms, azurekeyvault or gcpkms also allowed");
    }
    return new SecretsProvider(text);
  }

  /** Whether it is a key that has a name, so that two environments can be compared. */
  public boolean isKey() {
    return !text.equals(PASSPHRASE);
  }

  @Override
  public String toString() {
    return text;
  }
}
