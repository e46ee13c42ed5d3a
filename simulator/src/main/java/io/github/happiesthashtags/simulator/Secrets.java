package io.github.happiesthashtags.simulator;

import java.security.SecureRandom;
import java.util.Base64;

/** A generator of random tokens. */
final class Secrets {
  private static final int BYTES = 24;

  private Secrets() {}

  static String random() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
