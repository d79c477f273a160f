package dev.slipway.lab.signin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A new user of the lab's issuer, and what this person enters in the pages.
 *
 * @param name e-mail address
 * @param user the issuer's record of the user
 * @param passwords the passwords to enter, one after another
 * @param codes the codes of the second factor to enter; {@code now} is the valid one
 * @param answer to the request of a device: {@code allow} or {@code deny}
 */
record Person(
    String name,
    Map<String, Object> user,
    List<String> passwords,
    List<String> codes,
    String answer) {
  /** A secret for TOTP codes, in base32. */
  private static final String TOTP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

  /** Returns a user with a second factor who enters the right password and code. */
  static Person with(Map<String, List<String>> rolesByProject) {
    String password = UUID.randomUUID().toString();
    String name = "user-%s@example.net".formatted(password.substring(0, 8));
    Map<String, Object> user =
        Map.of("name", "A user", "password", password, "totp", TOTP, "grants", rolesByProject);
    return new Person(name, user, List.of(password), List.of("now"), "allow");
  }

  /** Returns the same user without a second factor. */
  Person withoutSecondFactor() {
    Map<String, Object> without = new HashMap<>(user);
    without.remove("totp");
    return new Person(name, Map.copyOf(without), passwords, List.of(), answer);
  }

  /** Returns the same user, who enters a wrong password and a wrong code first. */
  Person withMistakes() {
    return new Person(
        name, user, List.of("wrong", passwords.get(0)), List.of("000000", "now"), answer);
  }

  /** Returns the same user, who does not allow the access of a device. */
  Person denying() {
    return new Person(name, user, passwords, codes, "deny");
  }
}
